using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>An optimizer of the shelf by name, with some of its settings given and the others at their default.</summary>
internal sealed record Setup(string Name, IReadOnlyDictionary<string, object> Settings)
{
    /// <summary>Every optimizer there is, each as often, with any of its settings drawn at random.</summary>
    public static readonly Gen<Setup> Any = Gen.OneOf(
        Of("sgd", Maybe("momentum", Gen.Double[0.1, 0.95]), Maybe("dampening", Gen.Double[0, 1]), Decay),
        Of("sgd", Always("momentum", Gen.Double[0.1, 0.95]), Always("nesterov", true), Decay),
        Of("adagrad", Maybe("lrDecay", Gen.Double[0, 0.1]), Maybe("initialAccumulatorValue", Gen.Double[0, 1]), Decay),
        Of("rmsprop", Maybe("alpha", Gen.Double[0.5, 0.99]), Maybe("momentum", Gen.Double[0, 0.9]), Maybe("centered", true), Epsilon, Decay),
        Of("adam", Beta1, Beta2, Epsilon, Decay, Maybe("amsgrad", true)),
        Of("adamw", Beta1, Beta2, Epsilon, Decay, Maybe("amsgrad", true)),
        Of("adamax", Beta1, Beta2, Epsilon, Decay),
        Of("nadam", Beta1, Beta2, Epsilon, Decay, Maybe("momentumDecay", Gen.Double[0, 0.1])),
        Of("radam", Beta1, Maybe("beta2", Gen.Double[0.5, 0.999]), Epsilon, Decay),
        Of("adadelta", Maybe("rho", Gen.Double[0, 1]), Maybe("epsilon", Gen.Double[1e-8, 1e-3]), Decay),
        Of("rprop", Maybe("etaMinus", Gen.Double[0.1, 0.9]), Maybe("etaPlus", Gen.Double[1.01, 2]), Maybe("stepMin", Gen.Double[0, 1e-3]), Maybe("stepMax", Gen.Double[0.01, 1])),
        Of("asgd", Maybe("lambd", Gen.Double[0, 0.1]), Maybe("alpha", Gen.Double[0, 1]), Maybe("t0", Gen.OneOf(0.0, 1, 3, 3.5)), Decay),
        Of("lion", Beta1, Maybe("beta2", Gen.Double[0, 0.999]), Decay));

    private static Gen<(string, object?)> Beta1 => Maybe("beta1", Gen.Double[0, 0.95]);

    private static Gen<(string, object?)> Beta2 => Maybe("beta2", Gen.Double[0.5, 0.9999]);

    private static Gen<(string, object?)> Epsilon => Maybe("epsilon", Gen.Double[1e-10, 1e-2]);

    private static Gen<(string, object?)> Decay => Maybe("weightDecay", Gen.Double[0, 0.1]);

    public IOptimizer Make(bool maximize = false) => Shelf.Make<IOptimizer>(Name, [.. (maximize ? With("maximize", true) : this).Settings.Select(s => (s.Key, s.Value))]);

    public Setup With(string setting, object value) =>
        this with { Settings = Settings.Where(s => s.Key != setting).Append(KeyValuePair.Create(setting, value)).ToDictionary() };

    public bool Decays => Settings.TryGetValue("weightDecay", out var decay) ? (double)decay > 0 : Name == "adamw";

    public override string ToString() => $"{Name} {{{string.Join(", ", Settings.Select(s => FormattableString.Invariant($"{s.Key} = {s.Value}")))}}}";

    private static Gen<Setup> Of(string name, params Gen<(string Name, object? Value)>[] settings) =>
        settings.Aggregate(Gen.Const(new Setup(name, new Dictionary<string, object>())), (setup, setting) => Gen.Select(setup, setting, (all, one) =>
            one.Value is null ? all : all.With(one.Name, one.Value)));

    private static Gen<(string, object?)> Always<T>(string name, T value) => Gen.Const((name, (object?)value));

    private static Gen<(string, object?)> Always(string name, Gen<double> values) => values.Select(value => (name, (object?)value));

    private static Gen<(string, object?)> Maybe(string name, bool value) => Gen.Bool.Select(given => (name, given ? (object?)value : null));

    private static Gen<(string, object?)> Maybe(string name, Gen<double> values) => Gen.Select(Gen.Bool, values, (given, value) => (name, given ? (object?)value : null));
}
