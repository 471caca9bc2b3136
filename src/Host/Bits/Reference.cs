using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Functional.Core;
using Functional.Plugins;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// What every machine must compute: a text file of one line a run, kept in the program itself (<c>reference.txt</c>), and the documents
/// of those runs (the two of the article, and the JSON files beside this one).
/// </summary>
internal static class Reference
{
    /// <summary>How the program's own reference is called in sentences.</summary>
    public const string Own = "reference.txt";

    private const string LineHint = "A line is the name of a run, steps, fingerprint and loss, as 'functional bits --print' writes them.";

    private const string Header =
        """
        # Where the reference runs end, on every machine. Printed by 'functional bits --print', compared by 'functional bits'.
        # run                  steps  fingerprint of the last state     loss there
        """;

    /// <summary>The runs there are, in the order of the reference.</summary>
    public static ImmutableArray<string> Names { get; } = ["article", "article-3-layer", "digits", "iris-lion", "formula"];

    /// <summary>The program's own reference.</summary>
    public static byte[] OwnText => Resource(Own);

    /// <summary>The run document of a reference run: one of its own, or an example that stays as it is, as the article does.</summary>
    public static Validation<Problem, JsonTree> Document(string name) =>
        JsonText.Parse(name, Find(name + ".json") ?? (BuiltInDocuments.Find(name) is { } example ? Encoding.UTF8.GetBytes(example.Text) : []));

    /// <summary>The runs of a reference file, or everything that is wrong with it.</summary>
    public static Validation<Problem, ImmutableArray<ReferenceRun>> Read(string file, byte[] utf8) =>
        Gathered.All(Encoding.UTF8.GetString(utf8).Split('\n')
            .Select((line, i) => (Line: line.Trim(), Where: $"{file}:{i + 1}"))
            .Where(at => at.Line.Length > 0 && !at.Line.StartsWith('#'))
            .Select(at => ReadLine(at.Where, at.Line)))
        .Bind(runs => runs.IsEmpty
            ? Fail<Problem, ImmutableArray<ReferenceRun>>(Seq1(new Problem(file, "there is no run in this file", LineHint)))
            : Success<Problem, ImmutableArray<ReferenceRun>>(runs));

    /// <summary>The inverse of <see cref="Read"/>.</summary>
    public static void Write(TextWriter text, IEnumerable<ReferenceRun> runs)
    {
        text.WriteLine(Header);
        foreach (var run in runs)
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Name,-16} {run.Steps,11}  {run.Fingerprint}  {RealText.Of(run.Loss)}"));
    }

    private static Validation<Problem, ReferenceRun> ReadLine(string where, string line) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var name, var steps, var fingerprint, var loss]
            ? (NameOf(where, name), StepsOf(where, steps), FingerprintOf(where, fingerprint), LossOf(where, loss))
                .Apply((n, s, f, l) => new ReferenceRun(n, s, f, l))
            : Refuse<ReferenceRun>(where, $"'{Shown.Text(line)}' is no line of a reference", LineHint);

    private static Validation<Problem, string> NameOf(string where, string name) =>
        Names.Contains(name) ? Success<Problem, string>(name) : Refuse<string>(where, $"no reference run is called '{Shown.Text(name)}'", Nearest.Hint(name, Names));

    private static Validation<Problem, long> StepsOf(string where, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var steps) && steps is >= 1 and <= Composer.MaxSteps
            ? Success<Problem, long>(steps)
            : Refuse<long>(where, $"'{Shown.Text(text)}' is no number of steps", LineHint);

    private static Validation<Problem, Fingerprint> FingerprintOf(string where, string text) =>
        text.Length == 2 * Fingerprint.ByteLength && Fingerprint.TryParse(text, out var fingerprint)
            ? Success<Problem, Fingerprint>(fingerprint)
            : Refuse<Fingerprint>(where, $"'{Shown.Text(text)}' is no fingerprint", "It has 32 hexadecimal digits.");

    private static Validation<Problem, double> LossOf(string where, string text) =>
        double.TryParse(text, NumberStyles.Float, NumberFormatInfo.InvariantInfo, out var loss)
            ? Success<Problem, double>(loss)
            : Refuse<double>(where, $"'{Shown.Text(text)}' is no loss", LineHint);

    private static Validation<Problem, T> Refuse<T>(string where, string what, string hint) => Fail<Problem, T>(Seq1(new Problem(where, what, hint)));

    private static byte[] Resource(string name) =>
        Find(name) ?? throw new System.Diagnostics.UnreachableException($"the program was built without bits/{name}");

    private static byte[]? Find(string name)
    {
        using var stream = typeof(Reference).Assembly.GetManifestResourceStream($"bits/{name}");
        if (stream is null)
            return null;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
