namespace Functional.Host;

/// <summary>What kind of terminal there is, asked once.</summary>
internal static class Terminal
{
    public static Shell Shell(TextWriter output, TextWriter error, CancellationToken interrupted) => new(
        output, error, Directory.GetCurrentDirectory(), IsInteractive(), Width(), interrupted)
    { SettingsFolder = SettingsFolder() };

    private static string SettingsFolder() =>
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } folder ? Path.Combine(folder, "functional") : "";

    private static bool IsInteractive() =>
        !Console.IsOutputRedirected && !Console.IsErrorRedirected
        && Environment.GetEnvironmentVariable("NO_COLOR") is null or ""
        && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    private static int Width()
    {
        if (Console.IsOutputRedirected)
            return Host.Shell.DefaultWidth;
        try
        {
            return Math.Clamp(Console.WindowWidth, 60, 160);
        }
        catch (IOException)
        {
            return Host.Shell.DefaultWidth;
        }
    }
}
