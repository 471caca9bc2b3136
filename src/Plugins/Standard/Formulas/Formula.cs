using System.Collections.Immutable;

namespace Functional.Plugins.Standard;

/// <summary>A formula of one variable, read and checked.</summary>
/// <param name="Tree">What it says.</param>
/// <param name="Settings">The names in it that are neither x nor a constant, in the order of the text: each needs a number.</param>
internal sealed record Formula(Expr Tree, ImmutableArray<string> Settings)
{
    /// <summary>More numbers to choose than this and it is no activation but a model; a document takes 30 settings of a strategy.</summary>
    private const int MaxSettings = 20;

    /// <summary>The canonical text: <c>x / (1 + exp(-x))</c>.</summary>
    public string Text => Printer.Text(Tree, Grammar.Arithmetic);

    /// <summary>The formula a text says, or the first thing wrong with it.</summary>
    public static Reading<Formula> Read(string text) => Parser.Read(text, Grammar.Arithmetic, FormulaWords.Vocabulary) switch
    {
        Reading<Expr>.Broken broken => new Reading<Formula>.Broken(broken.Error),
        Reading<Expr>.Sound { Value: var tree } => Of(tree),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The same formula with numbers for its settings.</summary>
    public FormulaProgram With(IReadOnlyDictionary<string, double> settings) => FormulaCompiler.Compile(Tree, settings);

    private static Reading<Formula> Of(Expr tree)
    {
        ImmutableArray<string> settings = [.. tree.Names.Where(n => !FormulaWords.Vocabulary.Names.Contains(n))];
        return settings.Length <= MaxSettings
            ? new Reading<Formula>.Sound(new(tree, settings))
            : new Reading<Formula>.Broken(new(0, FormattableString.Invariant($"the formula has {settings.Length} settings"), FormattableString.Invariant($"At most {MaxSettings} are allowed.")));
    }
}
