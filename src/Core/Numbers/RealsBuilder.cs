namespace Functional.Core;

/// <summary>
/// Numbers that are being written, in memory that becomes a <see cref="Reals"/> without a copy: for those that come row by row and are too
/// many to hold twice.
/// </summary>
/// <param name="length">How many; all are 0 at first.</param>
public sealed class RealsBuilder(int length)
{
    private double[]? _values = new double[length];

    /// <summary>The numbers, to be written until they are <see cref="Build">built</see>.</summary>
    /// <exception cref="InvalidOperationException">They are built: what is built never changes.</exception>
    public Span<double> Span => _values ?? throw new InvalidOperationException("these numbers are built already");

    /// <summary>The numbers as they are now. The builder lets go of them.</summary>
    /// <exception cref="InvalidOperationException">They are built already.</exception>
    public Reals Build()
    {
        var values = _values ?? throw new InvalidOperationException("these numbers are built already");
        _values = null;
        return Reals.Own(values);
    }
}
