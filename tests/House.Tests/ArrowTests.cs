namespace Functional.House.Tests;

/// <summary>Core ← Abstractions ← plugins ← Host, and Core ← Laws ← Host; nothing points back.</summary>
public sealed class ArrowTests
{
    private static readonly object[] Arrows =
    [
        new object[] { "src/Core/Functional.Core.csproj", Array.Empty<string>() },
        new object[] { "src/Plugins/Abstractions/Functional.Plugins.Abstractions.csproj", new[] { "Functional.Core" } },
        new object[] { "src/Plugins/Laws/Functional.Laws.csproj", new[] { "Functional.Core" } },
        new object[] { "src/Plugins/Standard/Functional.Plugins.Standard.csproj", new[] { "Functional.Plugins.Abstractions" } },
        new object[] { "src/Plugins/Sample.Snake/Snake.csproj", new[] { "Functional.Plugins.Abstractions" } },
        new object[] { "src/Plugins/Template/MyActivation.csproj", new[] { "Functional.Plugins.Abstractions" } },
        new object[] { "src/Host/Functional.Host.csproj", new[] { "Functional.Plugins.Standard", "Functional.Laws" } },
    ];

    private static readonly string[] CorePackages = ["LanguageExt.Core", "System.IO.Hashing", "Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    [TestCaseSource(nameof(Arrows))]
    public void A_project_refers_to_the_rooms_below_it_only(string project, string[] allowed) =>
        Assert.That(Repository.References(project, "ProjectReference"), Is.EquivalentTo(allowed));

    [Test]
    public void Every_project_under_src_has_its_arrows_written_down() =>
        Assert.That(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileName),
            Is.EquivalentTo(Arrows.Cast<object[]>().Select(a => Path.GetFileName((string)a[0]))));

    [Test]
    public void Core_needs_LanguageExt_and_a_hash_and_nothing_else_at_run_time() =>
        Assert.That(
            Repository.References("src/Core/Functional.Core.csproj", "PackageReference"),
            Is.EquivalentTo(CorePackages));

    [Test]
    public void The_law_kit_needs_no_package_and_no_test_framework() =>
        Assert.That(Repository.References("src/Plugins/Laws/Functional.Laws.csproj", "PackageReference"), Is.Empty);

    [Test]
    public void Core_knows_neither_services_nor_json_nor_databases()
    {
        var forbidden = new[] { "Microsoft.Extensions", "Microsoft.Data", "System.Text.Json", "System.CommandLine", "System.IO;" };
        foreach (var file in Repository.SourceFiles("src/Core"))
            Assert.That(File.ReadLines(file).Where(line => line.StartsWith("using ", StringComparison.Ordinal) && forbidden.Any(line.Contains)), Is.Empty, file);
    }

    [Test]
    public void Plugin_contracts_never_mention_LanguageExt()
    {
        foreach (var file in Repository.SourceFiles("src/Core/Contracts").Concat(Repository.SourceFiles("src/Plugins")))
            Assert.That(File.ReadAllText(file), Does.Not.Contain("LanguageExt"), file);
    }

    [Test]
    public void The_top_level_holds_what_was_agreed_and_nothing_else()
    {
        // runs and TestResults are written by the two commands of the README and ignored by git.
        var allowed = new[] { "src", "tests", "README.md", "Functional.sln", "LICENSE", "global.json", "runs", "TestResults" };
        var found = Directory.EnumerateFileSystemEntries(Repository.Root).Select(Path.GetFileName);
        Assert.That(found.Where(name => !allowed.Contains(name) && !name!.StartsWith('.') && !name.StartsWith("Directory.", StringComparison.Ordinal)), Is.Empty);
    }
}
