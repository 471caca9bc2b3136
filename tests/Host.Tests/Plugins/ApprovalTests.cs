namespace Functional.Host.Tests;

/// <summary>The folder <c>plugins</c> beside the store: nothing in it runs before a person has approved exactly these bytes.</summary>
public sealed class ApprovalTests
{
    private Playground _playground = null!;

    private string Folder => Path.Combine(_playground.Folder, "plugins");

    [SetUp]
    public void Begin() => _playground = new Playground();

    [TearDown]
    public void End() => _playground.Dispose();

    [Test]
    public void An_unapproved_plugin_is_named_and_not_loaded()
    {
        Stranger.Activation(Folder, "Odd", "z", "1");
        var before = Loaded();
        var said = _playground.Run("plugins", "--json");
        Assert.That(said.Code, Is.Zero);
        Assert.That(said.Out, Does.Not.Contain("odd"));
        Assert.That(said.Error, Is.EqualTo("note: plugins/Odd.dll: this plugin is not approved, so it is not loaded. 'functional plugins approve' approves what lies there now.\n"));
        Assert.That(Loaded(), Is.EqualTo(before));
    }

    private static int Loaded() => AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name == "Odd");

    [Test]
    public void An_approved_plugin_is_there_for_every_command_until_it_changes_or_is_revoked()
    {
        var dll = Stranger.Activation(Folder, "Odd", "z", "1");
        var approved = _playground.Run("plugins", "approve");
        Assert.That(approved.Code, Is.Zero, approved.Error);
        Assert.That(approved.Out, Does.Contain($"plugins/Odd.dll   Odd 1.2.3.0   SHA-256 {LoadingTests.HashOf(dll)}"));
        Assert.That(_playground.Run("train", "xor", "--activation", "odd", "--steps", "5").Code, Is.Zero);

        Stranger.Activation(Folder, "Odd", "2 * z", "2");
        var changed = _playground.Run("plugins", "show", "odd");
        Assert.That((changed.Code, changed.Error.Contains("note: plugins/Odd.dll: this plugin has changed since it was approved, so it is not loaded.", StringComparison.Ordinal)), Is.EqualTo((5, true)));

        Assert.That(_playground.Run("plugins", "approve").Code, Is.Zero);
        Assert.That(_playground.Run("plugins", "show", "odd").Code, Is.Zero);
        Assert.That(_playground.Run("plugins", "revoke").Out, Does.Contain("revoked  plugins/Odd.dll"));
        Assert.That(_playground.Run("plugins", "show", "odd").Code, Is.EqualTo(5));
    }

    [Test]
    public void The_same_DLL_in_the_folder_and_on_the_command_line_is_loaded_once_and_told()
    {
        var dll = Stranger.Activation(_playground.Folder, "Odd", "z", "1");
        Directory.CreateDirectory(Folder);
        File.Copy(dll, Path.Combine(Folder, "Twin.dll"));
        Assert.That(_playground.Run("plugins", "approve").Code, Is.Zero);
        var said = _playground.Run("plugins", "show", "odd", "--plugin", "Odd.dll");
        Assert.That((said.Code, said.Error), Is.EqualTo((0, "note: plugins/Twin.dll: this is the same DLL as Odd.dll, so it is loaded once. Remove one of them.\n")));
    }

    [Test]
    public void A_folder_cannot_approve_itself()
    {
        var dll = Stranger.Activation(Folder, "Odd", "z", "1");
        var line = $"{LoadingTests.HashOf(dll)}  {dll}\n";
        foreach (var place in (string[])["approved-plugins", "plugins/approved-plugins", "runs/approved-plugins"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_playground.Folder, place))!);
            _playground.Write(place, line);
        }

        Assert.That(_playground.Run("plugins", "show", "odd").Code, Is.EqualTo(5));
    }

    [Test]
    public void A_broken_approved_plugin_does_not_stand_between_a_person_and_the_runs()
    {
        Assert.That(_playground.Run("train", "xor", "--steps", "5").Code, Is.Zero);
        Stranger.Activation(Folder, "Clash", "z", "1", key: "tanh");
        Stranger.Compile(Folder, "Moody", "[assembly: Plugin(typeof(Door))] public class Door : IPlugin { public void Register(IServiceCollection services) => throw new Exception(\"no mood\"); }");
        Stranger.Activation(Folder, "Odd", "z", "1");
        Assert.That(_playground.Run("plugins", "approve").Code, Is.Zero);
        var shown = _playground.Run("show", "xor@3");
        Assert.Multiple(() =>
        {
            Assert.That(shown.Code, Is.Zero);
            Assert.That(shown.Error, Does.Contain("the activation 'tanh' is registered 2 times").And.Contain("plugins/Moody.dll: registering failed with Exception: no mood"));
            Assert.That(_playground.Run("plugins", "show", "odd").Code, Is.Zero);
        });
    }

    [Test]
    public void Where_there_are_no_settings_there_is_no_approval()
    {
        Stranger.Activation(Folder, "Odd", "z", "1");
        using var output = new StringWriter();
        var code = CommandLine.Run(["plugins", "approve"], new Shell(output, output, _playground.Folder, Interactive: false, Shell.DefaultWidth, CancellationToken.None));
        Assert.That((code, output.ToString().Contains("there is no place for your settings", StringComparison.Ordinal)), Is.EqualTo((5, true)));
    }
}
