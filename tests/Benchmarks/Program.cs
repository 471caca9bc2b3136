using BenchmarkDotNet.Running;
using Functional.Benchmarks;

// 'kernels' is BenchmarkDotNet's; 'memory' is this program asked by itself to be measured from outside; everything else is the table of ratios.
switch (args)
{
    case ["kernels", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(Options).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest, KernelConfig.Create());
        return 0;
    case [MemoryJob.Word]:
        MemoryJob.Train();
        return 0;
}

var (options, trouble) = Options.Parse(args);
if (options is null)
{
    Console.Error.WriteLine($"error: {trouble}");
    return 2;
}

using var bench = new Bench(options);
var asked = Jobs.All.Where(job => options.Only.Count == 0 || options.Only.Contains(job.Name));
var lines = new List<Line>();
foreach (var (name, measure) in asked)
{
    Console.Error.WriteLine($"{name} …");
    lines.AddRange(measure(bench));
}

var table = Table.Markdown(lines);
Console.WriteLine(Machine.Sentence());
Console.WriteLine();
Console.WriteLine(table);
if (options.Write)
    Readme.Write($"{Machine.Sentence()}{(options.Quick ? " Quick rounds: not to be believed." : "")}\n\n{table}");
return 0;
