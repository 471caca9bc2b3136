using System.Collections.Immutable;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// Which files of a <c>plugins</c> folder a person has approved: a line a file, SHA-256 and full path, kept among the person's own
/// settings and never beside the store, so that a folder that is copied or unpacked cannot approve itself.
/// </summary>
internal sealed record Approvals(string File)
{
    private const string FileName = "approved-plugins";

    private const string Gap = "  ";

    /// <summary>Where the path begins in a line: behind 64 hexadecimal digits.</summary>
    private static readonly int PathStart = 64 + Gap.Length;

    /// <summary>The approvals of the person at <paramref name="shell"/>; none where there is no place for settings.</summary>
    public static LanguageExt.Option<Approvals> Of(Shell shell) =>
        string.IsNullOrEmpty(shell.SettingsFolder) ? None : Some(new Approvals(Path.Combine(shell.SettingsFolder, FileName)));

    /// <summary>Whether exactly these bytes at this place were approved.</summary>
    public bool Holds(PluginImage image) => Lines().Contains(LineOf(image));

    /// <summary>Whether other bytes at this place were approved.</summary>
    public bool HeldBefore(PluginImage image) => !Holds(image) && Lines().Any(line => IsAt(line, image.Path));

    /// <summary>Approves <paramref name="images"/>, in place of what was approved at the same paths before.</summary>
    public Either<Failure, Unit> Add(ImmutableArray<PluginImage> images) => Write(
        [.. Lines().Where(line => !images.Any(i => IsAt(line, i.Path))), .. images.Select(LineOf)]);

    /// <summary>Takes back every approval below <paramref name="folder"/>; returns how many.</summary>
    public Either<Failure, int> Remove(string folder)
    {
        var lines = Lines();
        var kept = lines.Where(line => !PathOf(line).StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)).ToImmutableArray();
        return kept.Length == lines.Length ? 0 : Write(kept).Map(_ => lines.Length - kept.Length);
    }

    private static string LineOf(PluginImage image) => $"{image.Sha256}{Gap}{image.Path}";

    private static string PathOf(string line) => line.Length > PathStart ? line[PathStart..] : "";

    private static bool IsAt(string line, string path) => PathOf(line) == path;

    private ImmutableArray<string> Lines()
    {
        try
        {
            return System.IO.File.Exists(File) ? [.. System.IO.File.ReadAllLines(File)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private Either<Failure, Unit> Write(ImmutableArray<string> lines)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            System.IO.File.WriteAllLines(File, lines);
            return unit;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failure.Of(ExitCode.Plugin, File, "the approval cannot be written there", "Check the permissions, or use --plugin PATH.dll each time.");
        }
    }
}
