using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>What a writer is given to write: a new run file, or one that goes on.</summary>
/// <param name="Path">The file.</param>
/// <param name="Header">What it says of itself while it is written.</param>
/// <param name="Stamps">Who made the strategies.</param>
/// <param name="Data">The rows, where the file is new.</param>
/// <param name="Durable">Whether each block must have reached the disk, not only the system, before it counts as written.</param>
internal sealed record Manuscript(string Path, RunHeader Header, ImmutableArray<Stamp> Stamps, Option<PreparedData> Data, bool Durable)
{
    public static Manuscript New(string path, Experiment experiment, Option<Parentage> parent) =>
        new(path, RunHeader.Of(experiment, parent), experiment.Stamps, Some(experiment.Prepared), experiment.Durable);

    /// <summary>The same run, further: its plan is the new one, its name, plugins and origin stay as they are recorded.</summary>
    public static Manuscript Further(RunFile file, ImmutableArray<Stamp> stamps, Experiment experiment) =>
        new(file.Path, file.Header with { Document = experiment.Document, Planned = experiment.Steps, Status = RunHeader.Unfinished }, stamps, None, experiment.Durable);
}
