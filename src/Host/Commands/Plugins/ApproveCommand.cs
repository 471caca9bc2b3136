using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// <c>plugins approve</c>: the DLLs that lie in the folder <c>plugins</c> beside the store, exactly as they are now, may be loaded from
/// now on; <c>plugins revoke</c> takes that back. A file that changes afterwards must be approved again.
/// </summary>
internal static class ApproveCommand
{
    private static readonly Failure Nowhere = Failure.Of(
        ExitCode.Plugin, "plugins approve", "there is no place for your settings (no home folder)", "Load a plugin with --plugin PATH.dll instead.");

    public static Command Create(Globals globals, Shell shell) => globals.BindBare(
        new("approve", "Let the DLLs in the folder 'plugins' beside the store be loaded from now on, exactly as they are now."), shell,
        (parsed, store) =>
            from approvals in Approvals.Of(shell).ToEither(Nowhere)
            let folder = PluginFolder.Beside(store)
            from images in folder.Images() is { IsEmpty: false } found
                ? Right<Failure, ImmutableArray<PluginImage>>(found)
                : Failure.Of(ExitCode.Plugin, folder.Path, "there is no plugin in this folder", "Put the DLL of a plugin there, or load it with --plugin PATH.dll.")
            from done in approvals.Add(images)
            select (IPage)new Page("approved", images));

    public static Command Revoke(Globals globals, Shell shell) => globals.BindBare(
        new("revoke", "Take back the approval of every DLL in the folder 'plugins' beside the store."), shell,
        (parsed, store) =>
            from approvals in Approvals.Of(shell).ToEither(Nowhere)
            let folder = PluginFolder.Beside(store)
            let images = folder.Images().Where(approvals.Holds).ToImmutableArray()
            from done in approvals.Remove(folder.Path)
            select (IPage)new Page("revoked", images));

    private sealed record Page(string Word, ImmutableArray<PluginImage> Images) : IPage
    {
        public void Write(TextWriter text)
        {
            foreach (var image in Images)
                text.WriteLine($"{Word}  {PluginFolder.Shown(image.Path)}   {image.Name} {image.Version}   SHA-256 {image.Sha256}");
            text.WriteLine(Images.IsEmpty ? "Nothing was approved." : Word == "approved" ? "Every command loads them now. They run with your rights." : "They are not loaded any more.");
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartArray(Word);
            foreach (var image in Images)
            {
                json.WriteStartObject();
                json.WriteString("file", image.Path);
                json.WriteString("assembly", image.Name);
                json.WriteString("version", image.Version.ToString());
                json.WriteString("sha256", image.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }
}
