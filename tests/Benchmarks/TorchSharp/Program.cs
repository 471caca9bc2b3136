using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Functional.Benchmarks.TorchSharp;
using TorchSharp;

// A peer like the Python ones: a JSON line when it is ready, then for each line 'go N' the seconds of one step and the last loss.
var threads = int.Parse(Environment.GetEnvironmentVariable("OMP_NUM_THREADS") ?? "1", CultureInfo.InvariantCulture);
if (Native.Trouble() is { } trouble)
{
    Say(new { missing = trouble });
    return 0;
}

torch.set_default_dtype(torch.float64);
torch.set_num_threads(threads);
Func<int, double> run = args[0].StartsWith("article", StringComparison.Ordinal) ? steps => Article.Run(args[0], steps) : new Classifier(args[0], args[1]).Run;
var version = typeof(torch).Assembly.GetName().Version!;
Say(new { name = "TorchSharp", version = $"{version.ToString(3)} (libtorch {torch.__version__})", blas = Blas.Loaded(), threads });
while (Console.ReadLine() is { } line)
{
    var steps = int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    var start = Stopwatch.GetTimestamp();
    var loss = run(steps);
    Say(new { seconds = Stopwatch.GetElapsedTime(start).TotalSeconds / steps, loss });
}

return 0;

static void Say(object message) => Console.WriteLine(JsonSerializer.Serialize(message));
