using System.Text.Json;

namespace Functional.Host.Tests;

/// <summary>The JSON that others script against, and the exit codes that are no slip of the person's.</summary>
public sealed class ContractTests
{
    private Playground _playground = null!;

    [OneTimeSetUp]
    public void Train()
    {
        _playground = new();
        Assert.That(_playground.Run("train", "xor").Code, Is.Zero);
    }

    [OneTimeTearDown]
    public void Leave() => _playground.Dispose();

    [TestCase("run,file,bytes,steps,first,last,parameters,losses,elapsedSeconds,stepsPerSecond", "train", "xor", "--steps", "20", "--losses")]
    [TestCase("run,file,bytes,steps,first,last,parameters,elapsedSeconds,stepsPerSecond", "fork", "xor@10", "--steps", "5")]
    [TestCase("run,step,fingerprint,learningRate,loss,sumAbsoluteError,rows,parameters,slots,layers,error,gradients,updates,next", "show", "xor@3")]
    [TestCase("run,from,to,verified,equal,divergence,stepsPerSecond", "replay", "xor", "--from", "5", "--to", "50")]
    [TestCase("columns,rows", "log", "xor", "--to", "5")]
    [TestCase("parameter,initial,final,total,byRow,byRange,residual,exact", "ledger", "xor", "--parameter", "layer0.bias[1]")]
    [TestCase("run,from,to,parameters,parametersInAll", "ledger", "xor", "--to", "50")]
    [TestCase("equal,tensors,settings", "diff", "xor@1", "xor@2")]
    [TestCase("run,file,verdict,parts,maker", "inspect", "xor")]
    [TestCase("runs", "runs")]
    [TestCase("outputs", "predict", "xor", "--input", "1,0")]
    [TestCase("file", "plot", "xor", "-o", "x.svg")]
    [TestCase("run,file,bytes", "report", "xor", "-o", "x.html")]
    [TestCase("plugins", "plugins")]
    [TestCase("plugins", "plugins", "show", "adam")]
    public void One_object_on_standard_output_has_the_fields_of_the_contract(string fields, params string[] arguments)
    {
        var said = _playground.Run([.. arguments, "--json"]);
        Assert.That(said.Code, Is.Zero, said.Error);
        Assert.That(fields.Split(',').Where(f => !said.Json.TryGetProperty(f, out _)), Is.Empty);
        Assert.That(said.Error, Is.Empty);
    }

    [Test]
    public void Losses_go_from_the_first_state_to_the_last()
    {
        var trained = _playground.Run("train", "xor", "--steps", "30", "--losses", "--json").Json;
        var losses = trained.GetProperty("losses").EnumerateArray().Select(l => l.GetDouble()).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(losses, Has.Count.EqualTo(31));
            Assert.That(losses[0], Is.EqualTo(trained.GetProperty("first").GetProperty("loss").GetDouble()));
            Assert.That(losses[^1], Is.EqualTo(trained.GetProperty("last").GetProperty("loss").GetDouble()));
        });
    }

    [Test]
    public void The_last_state_shows_its_error_and_no_update()
    {
        var shown = _playground.Run("show", "xor@last", "--json").Json;
        Assert.Multiple(() =>
        {
            Assert.That(shown.GetProperty("error").GetArrayLength(), Is.EqualTo(4));
            Assert.That(shown.GetProperty("updates").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(shown.GetProperty("next").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public void The_next_of_a_step_is_the_state_after_it()
    {
        var here = _playground.Run("show", "xor@41", "--json").Json;
        var after = _playground.Run("show", "xor@42", "--json").Json;
        Assert.That(here.GetProperty("next").GetRawText(), Is.EqualTo(after.GetProperty("parameters").GetRawText()));
    }

    [Test]
    public void Trasks_three_layers_give_the_six_printed_errors_to_twelve_digits()
    {
        using var own = new Playground();
        Assert.That(own.Run("train", "article-3-layer").Code, Is.Zero);
        double[] printed = [0.496410031903, 0.00858452565325, 0.00578945986251, 0.00462917677677, 0.00395876528027, 0.00351012256786];
        for (var i = 0; i < printed.Length; i++)
        {
            var error = own.Run("show", $"article-3-layer@{10_000 * i}", "--json").Json.GetProperty("error");
            var mean = error.EnumerateArray().Average(row => Math.Abs(row[0].GetDouble()));
            Assert.That(mean, Is.EqualTo(printed[i]).Within(0.5e-12 * Math.Max(1, printed[i] * 10)));
        }
    }

    [Test]
    public void A_number_that_is_not_finite_stops_training_with_seven_and_keeps_the_last_good_state()
    {
        using var own = new Playground();
        own.Write("explodes.json", """
            {"data":{"inputs":[[1e150],[1]],"targets":[[0],[1]]},"network":{"layers":[{"units":1,"activation":"identity"}]},
             "loss":"mse","optimizer":{"name":"sgd","learningRate":1e10},"initial":{"parameters":{"layer0.weights":[[1e-3]],"layer0.bias":[0]}},"steps":50}
            """);
        var said = own.Run("train", "explodes.json", "--json");
        var last = said.Json.GetProperty("last").GetProperty("step").GetInt64();
        Assert.Multiple(() =>
        {
            Assert.That(said.Code, Is.EqualTo((int)ExitCode.NonFinite));
            Assert.That(said.Json.GetProperty("nonFinite").GetProperty("step").GetInt64(), Is.EqualTo(last + 1));
            Assert.That(own.Run("show", "explodes@last").Code, Is.Zero);
            Assert.That(own.Run("replay", "explodes").Code, Is.Zero);
        });
    }

    [Test]
    public void An_interruption_ends_with_130_and_what_is_recorded_stays()
    {
        using var own = new Playground();
        using var interruption = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var said = own.Run(interruption.Token, "train", "article", "--steps", "1000000000", "--as", "long", "--json");
        Assert.That(said.Code, Is.EqualTo((int)ExitCode.Interrupted), said.Error);
        var last = said.Json.GetProperty("last").GetProperty("step").GetInt64();
        Assert.That(last, Is.GreaterThan(0));
        Assert.That(own.Run("show", $"long@{last}").Code, Is.Zero);
        Assert.That(own.Run("replay", "long", "--to", $"{Math.Min(last, 20_000)}").Code, Is.Zero);
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public void Ctrl_C_in_another_process_does_the_same(string signal)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("signals are sent with kill, which Windows does not have");
        if (signal == "INT" && IgnoresInterrupts())
            Assert.Ignore("this process was started where Ctrl-C is ignored, and a program it starts ignores it too");
        using var own = new Playground();
        using var process = own.Begin(new Dictionary<string, string>(), "train", "article", "--steps", "1000000000", "--as", "long", "--set", "record.keep=auto", "--set", "record.budget=1MB");
        var file = own.PathOf("long");
        SpinWait.SpinUntil(() => File.Exists(file + "-wal") && new FileInfo(file + "-wal").Length > 500_000, TimeSpan.FromSeconds(30));
        System.Diagnostics.Process.Start("kill", $"-{signal} {process.Id}").WaitForExit();
        if (!process.WaitForExit(20_000))
        {
            process.Kill();
            Assert.Fail("it did not stop");
        }

        Assert.That(process.ExitCode, Is.EqualTo((int)ExitCode.Interrupted));
        Assert.That(own.Run("show", "long@last").Code, Is.Zero);
        Assert.That(own.Run("runs").Out, Does.Contain("interrupted"));
    }

    /// <summary>As behind nohup, and of jobs a script starts in the background. Only Linux says.</summary>
    private static bool IgnoresInterrupts() =>
        File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } ignored
        && (Convert.ToUInt64(ignored[7..].Trim(), 16) & 2) != 0;

    [Test]
    public void A_reader_who_leaves_early_is_no_error()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("needs a POSIX shell");
        var start = new System.Diagnostics.ProcessStartInfo("sh") { WorkingDirectory = _playground.Folder, RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"dotnet '{typeof(CommandLine).Assembly.Location}' log xor | head -1");
        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(error, Is.Empty);
    }
}
