namespace Functional.Core.Tests.Numbers;

/// <summary>The functions over lanes have the bits of the functions of one number, at every width.</summary>
public sealed class ElementaryLanesTests
{
    private const int Cases = 50_000;

    [Test]
    public void Exp_has_the_same_bits_at_every_width() => Agree<OfExp>(Elementary.Exp);

    [Test]
    public void Expm1_has_the_same_bits_at_every_width() => Agree<OfExpm1>(Elementary.Expm1);

    [Test]
    public void Log_has_the_same_bits_at_every_width() => Agree<OfLog>(Elementary.Log);

    [Test]
    public void Log1p_has_the_same_bits_at_every_width() => Agree<OfLog1p>(Elementary.Log1p);

    [Test]
    public void Sigmoid_has_the_same_bits_at_every_width() => Agree<OfSigmoid>(Elementary.Sigmoid);

    [Test]
    public void Tanh_has_the_same_bits_at_every_width() => Agree<OfTanh>(Elementary.Tanh);

    [Test]
    public void Softplus_has_the_same_bits_at_every_width() => Agree<OfSoftplus>(Elementary.Softplus);

    [Test]
    public void Erf_has_the_same_bits_at_every_width() => Agree<OfErf>(Elementary.Erf);

    [Test]
    public void Sin_has_the_same_bits_at_every_width() => Agree<OfSin>(Elementary.Sin);

    [Test]
    public void Cos_has_the_same_bits_at_every_width() => Agree<OfCos>(Elementary.Cos);

    [Test]
    public void Sign_has_the_same_bits_at_every_width() => Agree<OfSign>(Elementary.Sign);

    private static void Agree<TFunction>(Func<double, double> one)
        where TFunction : struct, ILaneFunction => LaneGens.Eight.Sample(x =>
        {
            double[] expected = [.. x.Select(one)];
            return LaneGens.Same(expected, LaneGens.At<TFunction, Lanes512>(x))
                && LaneGens.Same(expected, LaneGens.At<TFunction, Lanes256>(x))
                && LaneGens.Same(expected, LaneGens.At<TFunction, Lanes128>(x))
                && LaneGens.Same(expected, LaneGens.At<TFunction, Lanes64>(x));
        }, iter: Cases);

    private readonly struct OfExp : ILaneFunction
    {
        public T At<T>(T x) where T : struct, ILanes<T> => Elementary.Exp(x);
    }

    private readonly struct OfExpm1 : ILaneFunction
    {
        public T At<T>(T x) where T : struct, ILanes<T> => Elementary.Expm1(x);
    }

    private readonly struct OfLog : ILaneFunction
    {
        public T At<T>(T x) where T : struct, ILanes<T> => Elementary.Log(x);
    }

    private readonly struct OfLog1p : ILaneFunction
    {
        public T At<T>(T x) where T : struct, ILanes<T> => Elementary.Log1p(x);
    }

    private readonly struct OfSigmoid : ILaneFunction
    {
        public T At<T>(T x) where T : struct, ILanes<T> => Elementary.Sigmoid(x);
    }

    private readonly struct OfTanh : ILaneFunction
    {
        public T At<T>(T x) where T : struct, ILanes<T> => Elementary.Tanh(x);
    }

    private readonly struct OfSoftplus : ILaneFunction
    {
        public T At<T>(T x) where T : struct, ILanes<T> => Elementary.Softplus(x);
    }

    private readonly struct OfErf : ILaneFunction
    {
        public T At<T>(T x) where T : struct, ILanes<T> => Elementary.Erf(x);
    }

    private readonly struct OfSin : ILaneFunction
    {
        public T At<T>(T x) where T : struct, ILanes<T> => Elementary.Sin(x);
    }

    private readonly struct OfCos : ILaneFunction
    {
        public T At<T>(T x) where T : struct, ILanes<T> => Elementary.Cos(x);
    }

    private readonly struct OfSign : ILaneFunction
    {
        public T At<T>(T x) where T : struct, ILanes<T> => Elementary.Sign(x);
    }
}
