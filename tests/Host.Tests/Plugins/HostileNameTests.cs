namespace Functional.Host.Tests;

/// <summary>
/// A name in a file is a key into the catalogue and nothing else: a thousand documents and run files that name types, paths and
/// assemblies are refused as unknown names, and not one assembly comes into the process while they are opened.
/// </summary>
[NonParallelizable]
public sealed class HostileNameTests
{
    private static readonly string[] Hostile =
    [
        "System.Diagnostics.Process, System", "../../evil.dll", "plugins/evil.dll", "/tmp/evil.dll", "evil", "evil.dll", "Door, evil", "file:///evil.dll",
        "System.IO.File", "Functional.Plugins.Standard.Tanh, Functional.Plugins.Standard", "tanh\0", "TANH", " tanh", "tanh;evil", "$type", "%2e%2e/evil.dll", "\\\\host\\evil.dll",
        "C:\\evil.dll", "`evil`", "$(evil)", "{evil}", "тanh", "nul", "…", "'; drop table run", "Evil.Door", "a/../evil.dll", "--plugin", "--plugin=evil.dll",
    ];

    private static readonly string[] Places =
    [
        """{"name":"h","data":{"source":"xor"},"network":{"layers":[{"units":1,"activation":NAME}]},"loss":"half-sse","optimizer":"sgd","steps":3}""",
        """{"name":"h","data":{"source":"xor"},"network":{"layers":[{"units":1,"activation":{"name":NAME}}]},"loss":"half-sse","optimizer":"sgd","steps":3}""",
        """{"name":"h","data":{"source":"xor"},"network":{"layers":[{"units":1,"activation":{"$type":NAME,"name":NAME}}]},"loss":"half-sse","optimizer":"sgd","steps":3}""",
        """{"name":"h","data":{"source":"xor"},"network":{"layers":[{"units":1,"activation":"tanh"}]},"loss":NAME,"optimizer":"sgd","steps":3}""",
        """{"name":"h","data":{"source":"xor"},"network":{"layers":[{"units":1,"activation":"tanh"}]},"loss":"half-sse","optimizer":NAME,"steps":3}""",
        """{"name":"h","data":{"source":"xor"},"network":{"layers":[{"units":1,"activation":"tanh"}]},"loss":"half-sse","optimizer":{"name":NAME,"learningRate":1},"steps":3}""",
        """{"name":"h","data":{"source":"xor"},"network":{"layers":[{"units":1,"activation":"tanh"}]},"loss":"half-sse","optimizer":"sgd","schedule":NAME,"steps":3}""",
        """{"name":"h","data":{"source":"xor"},"network":{"layers":[{"units":1,"activation":"tanh"}]},"loss":"half-sse","optimizer":"sgd","initial":{"scheme":NAME},"steps":3}""",
        """{"name":"h","data":{"source":NAME},"network":{"layers":[{"units":1,"activation":"tanh"}]},"loss":"half-sse","optimizer":"sgd","steps":3}""",
        """{"name":"h","plugin":NAME,"plugins":[NAME],"data":{"source":"xor"},"network":{"layers":[{"units":1,"activation":"tanh"}]},"loss":"half-sse","optimizer":"sgd","steps":3}""",
    ];

    [Test]
    public void A_thousand_hostile_documents_and_runs_load_no_assembly()
    {
        using var playground = new Playground();
        Stranger.Activation(Path.Combine(playground.Folder, "plugins"), "evil", "z", "1", "evil");
        File.Copy(Path.Combine(playground.Folder, "plugins", "evil.dll"), Path.Combine(playground.Folder, "evil.dll"));
        var runs = Runs(playground);

        // Once over everything, so that what the program itself needs is loaded; then whatever still comes is foreign.
        foreach (var place in Places)
            Refused(playground, place, "unknown-name");
        Opened(playground, runs[0]);
        var loaded = new List<string>();
        void Note(object? sender, AssemblyLoadEventArgs e) => loaded.Add(e.LoadedAssembly.FullName ?? "?");
        AppDomain.CurrentDomain.AssemblyLoad += Note;
        try
        {
            var opened = 0;
            for (var variant = 0; opened < 700; variant++)
                foreach (var name in Hostile)
                {
                    Refused(playground, Places[(opened + variant) % Places.Length], variant < 10 ? name : name + variant);
                    opened++;
                }

            foreach (var run in Enumerable.Range(0, 300))
                Opened(playground, runs[run % runs.Length]);
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyLoad -= Note;
        }

        Assert.That(loaded, Is.Empty);
        Assert.That(AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName().Name), Does.Not.Contain("evil"));
    }

    private static void Refused(Playground playground, string place, string name)
    {
        playground.Write("h.json", place.Replace("NAME", System.Text.Json.JsonSerializer.Serialize(name), StringComparison.Ordinal));
        var said = playground.Run("train", "h.json");
        Assert.That(said.Code, Is.EqualTo(2), $"{place} with {name}: {said.Out}{said.Error}");
        var errors = said.Error.Split('\n').Where(l => l.StartsWith("error: ", StringComparison.Ordinal)).ToList();
        Assert.That(errors, Is.Not.Empty.And.All.Matches<string>(e => e!.Contains(" is called '", StringComparison.Ordinal) || e.Contains("there is no key '", StringComparison.Ordinal) || e.Contains("has no setting '", StringComparison.Ordinal)), name);
    }

    /// <summary>Whole files with their checksums right, whose stamps and document name what does not exist.</summary>
    private static string[] Runs(Playground playground) =>
        [.. Hostile.Select((name, i) => Renamed(playground, $"hostile{i}", name))];

    private static void Opened(Playground playground, string run)
    {
        foreach (var command in (string[][])[["show", $"{run}@1"], ["replay", run], ["fork", $"{run}@1"], ["runs"]])
        {
            var said = playground.Run(command);
            Assert.That(said.Code, command[0] == "runs" ? Is.Zero : Is.EqualTo(5), $"{string.Join(' ', command)}: {said.Out}{said.Error}");
        }
    }

    private static string Renamed(Playground playground, string run, string name)
    {
        Assert.That(playground.Run("train", "xor", "--steps", "3", "--as", run).Code, Is.Zero);
        Forged.Edit(playground.PathOf(run), "UPDATE run SET value = replace(value, '\"tanh\"', $name) WHERE key = 'document'", ("$name", System.Text.Json.JsonSerializer.Serialize(name)));
        Forged.Edit(playground.PathOf(run), "UPDATE stamps SET name = $name, id = $name, assembly = 'evil', sha256 = 'ab' WHERE name = 'tanh'", ("$name", name));
        return run;
    }
}
