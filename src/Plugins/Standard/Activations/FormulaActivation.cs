using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Plugins.Standard;

/// <summary>
/// a = what a person writes: <c>x / (1 + exp(-x))</c>. Its slope is carried along with the value, exact by the chain rule (forward
/// differentiation, Wengert 1964, A simple automatic derivative evaluation program), so nobody writes it.
/// <para>
/// NaN gives NaN in value and slope, whatever the formula (<c>3</c> and <c>sign(x)</c> too). A finite z whose value or slope is finite gets
/// a finite one, though something on the way, such as e^1000, is larger than any double. At a tie of max or min the first argument
/// counts, so <c>max(0, x)</c> is flat at 0 as relu is; abs and sign are flat at 0. <see cref="Kinks"/> lists the bends of straight pieces.
/// </para>
/// </summary>
internal sealed class FormulaActivation : IActivation, IExpandable
{
    private readonly FormulaProgram _program;
    private readonly FormulaExpansion _expansion;
    private readonly double[] _kinks;

    private FormulaActivation(Formula formula, ImmutableArray<(string Name, double Value)> settings)
    {
        var values = settings.ToImmutableSortedDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal);
        Id = $"formula({string.Join(", ", [formula.Text, .. settings.Select(s => $"{s.Name}={RealText.Of(s.Value)}")])})";
        _program = formula.With(values);
        _expansion = new(formula.Tree, values);
        _kinks = FormulaKinks.Find(formula.Tree, values, _program);
    }

    /// <summary>How it stands on the shelf.</summary>
    public static Recipe<IActivation> Recipe { get; } = Recipes.Activation("formula", Build, new(
        "a = what you write, in x",
        "Any formula of +, -, *, /, ^ and functions, its derivative found by itself.",
        "Wengert 1964, A simple automatic derivative evaluation program (the slope)",
        new("f({z})", "f′({z})"))
    {
        Derivative = "the chain rule, exact; flat at the kinks of abs and sign, the first argument's slope at a tie of max and min",
        Notes = "Every other name in it is a setting beside it: {\"formula\": \"a * x\", \"a\": 0.1}\n" + FormulaWords.InShort,
    });

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<double> Kinks => _kinks;

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<double> preActivations, Span<double> activations) => _program.Values(preActivations, activations);

    /// <inheritdoc/>
    public void Backward(
        ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> activations,
        ReadOnlySpan<double> activationGradients,
        Span<double> preActivationGradients)
    {
        Span<double> slopes = stackalloc double[Math.Min(FormulaProgram.LongestBlock, preActivations.Length)];
        for (var at = 0; at < preActivations.Length; at += slopes.Length)
        {
            var here = preActivations.Slice(at, Math.Min(slopes.Length, preActivations.Length - at));
            _program.Slopes(here, slopes);
            for (var i = 0; i < here.Length; i++)
                preActivationGradients[at + i] = activationGradients[at + i] * slopes[i];
        }
    }

    /// <inheritdoc/>
    public Symbol? Expand(Symbol z) => _expansion.Of(z);

    /// <inheritdoc/>
    public string Caveat => "It goes out as it is written: where a step on the way is too large for a double, such as exp(1000), it has an infinity or NaN there";

    private static FormulaActivation Build(Settings s)
    {
        const string Silu = "x / (1 + exp(-x))";
        var text = s.Text("formula", Silu, "what is computed from x");
        if (s.IsRefused("formula"))
            s.Overlook();
        switch (Formula.Read(text))
        {
            case Reading<Formula>.Sound { Value: var formula }:
                RefuseTaken(s);
                return new(formula, [.. formula.Settings.Select(name => (name, Number(s, name)))]);
            case Reading<Formula>.Broken { Error: var error }:
                s.Refuse("formula", error.Sentence, error.Hint);
                s.Overlook();
                return new(((Reading<Formula>.Sound)Formula.Read(Silu)).Value, []);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>A word of the language means what it means in every formula.</summary>
    private static void RefuseTaken(Settings s)
    {
        foreach (var (name, meaning) in FormulaWords.Taken)
            if (s.Has(name))
                s.Refuse(name, $"{name} is {meaning} and cannot be a setting", "Call it something else.");
    }

    /// <summary>A number of the formula: there is no default that would mean anything.</summary>
    private static double Number(Settings s, string name)
    {
        if (s.Has(name))
            return s.Number(name, 0, "a number of the formula");
        s.Refuse(
            "formula", $"the formula uses '{name}' and nothing says what it is",
            Nearest.Of(name, FormulaWords.Vocabulary.Names) is { } known && name.Length > 1
                ? $"Did you mean '{known}'?"
                : $"Give it beside the formula: \"{name}\": 0.1.");
        return 0;
    }
}
