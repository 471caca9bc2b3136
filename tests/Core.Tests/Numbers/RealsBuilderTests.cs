namespace Functional.Core.Tests;

[TestFixture]
public static class RealsBuilderTests
{
    [Test]
    public static void What_was_written_is_built_bit_for_bit()
    {
        var builder = new RealsBuilder(3);
        builder.Span[0] = -0.0;
        builder.Span[2] = double.NaN;
        Assert.That(builder.Build(), Is.EqualTo(Reals.Of(-0.0, 0, double.NaN)));
    }

    [Test]
    public static void What_is_built_cannot_be_written_any_more()
    {
        var builder = new RealsBuilder(1);
        builder.Build();
        Assert.Multiple(() =>
        {
            Assert.That(() => builder.Span[0] = 1, Throws.InvalidOperationException);
            Assert.That(() => builder.Build(), Throws.InvalidOperationException);
        });
    }
}
