using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What is exported: a run, and the state that was named.</summary>
/// <param name="Run">The run, opened to compute with.</param>
/// <param name="Step">The step of the state; of the last one where a whole history goes out.</param>
/// <param name="Session">The world around the command: names, interruption.</param>
internal sealed record Exported(OpenedRun Run, long Step, Session Session)
{
    /// <summary>Which steps, where a history goes out.</summary>
    public AskedSteps Asked { get; init; } = new(Run.File.First, Run.File.Last, None);
}

/// <summary>A format other tools read.</summary>
/// <param name="Extension">With the dot, lower case: <c>.npz</c>. A file name ends with it, or has it inside where that is allowed.</param>
/// <param name="What">What it holds and who reads it, as a half sentence.</param>
/// <param name="IsHistory">Whether it holds the whole run rather than one state.</param>
/// <param name="Write">Writes it to a stream from its beginning, without seeking.</param>
internal sealed record ExportFormat(string Extension, string What, bool IsHistory, Func<Exported, Stream, Either<Failure, Unit>> Write)
{
    /// <summary>Whether the extension may stand in the middle of the name: TensorBoard looks for <c>tfevents</c> anywhere.</summary>
    public bool Anywhere { get; init; }

    /// <summary>What a person should know about the file that its name does not say: what was left out, and why.</summary>
    public Func<Exported, Seq<string>> Remarks { get; init; } = _ => Seq<string>();

    public bool Names(string file) =>
        file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || (Anywhere && Path.GetFileName(file).Contains(Extension[1..], StringComparison.OrdinalIgnoreCase));
}

/// <summary>All formats, in the order in which they are told.</summary>
internal static class ExportFormats
{
    public static ImmutableArray<ExportFormat> All { get; } =
    [
        StateFormats.Npz,
        StateFormats.Safetensors,
        StateFormats.Json,
        OnnxFormat.Format,
        CsvHistory.Format,
        ParquetHistory.Format,
        TensorBoardHistory.Format,
    ];

    /// <summary>The extensions, for a sentence.</summary>
    public static string Known(bool history) => string.Join(", ", All.Where(f => f.IsHistory == history).Select(f => f.Extension));
}
