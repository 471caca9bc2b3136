using LanguageExt;

namespace Functional.Host;

/// <summary>What it means that another program, or another machine, recorded a run.</summary>
internal static class MakerCheck
{
    /// <summary>The version that wrote it. Documents and bits keep their meaning within a major version.</summary>
    public static Finding Program(Option<Maker> maker, string run) => maker.Match(
        made => Program(Shown.Text(made.Program), Maker.Here.Program, run),
        () => Finding.Fine("program", "made by an earlier build, which did not say which", Proof(run)));

    /// <summary>The machine, the system and the runtime, none of which changes a bit.</summary>
    public static Finding Platform(Option<Maker> maker, string run) => maker.Match(
        made => made.Differing(Maker.Here) is { Length: > 0 } differs
            ? Finding.Fine("platform", $"made on {made.Platform}; another here: {Maker.Here.Differing(made)}. No bit depends on that", $"'functional bits' proves this machine, and {Proof(run)}")
            : Finding.Fine("platform", $"made on what is here too: {made.Platform}"),
        () => Finding.Fine("platform", "made by an earlier build, which did not say where. No bit depends on that", Proof(run)));

    private static Finding Program(string made, string here, string run) => (Maker.Major(made), Maker.Major(here)) switch
    {
        _ when made == here => Finding.Fine("program", $"made by this very program, {here}"),
        var (theirs, ours) when theirs == ours => Finding.Fine("program", $"made by Functional {made}, and this is {here}: the same major version", Proof(run)),
        _ => new("program", Usable.Risky, $"made by Functional {made}, and this is {here}: another major version may compute other bits", Proof(run)),
    };

    private static string Proof(string run) => $"'functional replay {run}' proves every state of this run.";
}
