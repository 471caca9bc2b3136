using System.Globalization;
using System.Text.RegularExpressions;

namespace Functional.Interop.Histories.Tests;

/// <summary>Runs, exported in every format of a history, and the lines of their CSV to compare with.</summary>
internal sealed class ExportedHistories : IDisposable
{
    /// <summary>Two row groups of three weights; several layers; more parameters than have a column.</summary>
    public static readonly string[] Runs = ["article", "xor", "wide"];

    private const string Wide =
        """
        { "name": "wide", "data": { "source": "xor" }, "network": { "layers": [ { "units": 90, "activation": "tanh" }, { "units": 1, "activation": "sigmoid" } ] },
          "loss": "mse", "optimizer": "adam", "steps": 20 }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("functional-interop-").FullName;

    public ExportedHistories()
    {
        Type("train", "article");
        Type("train", "xor", "--steps", "300", "--set", "record.keep=7");
        File.WriteAllText(this["wide.json"], Wide);
        Type("train", "wide.json");
        foreach (var run in Runs)
            foreach (var format in (string[])["csv", "parquet", "tfevents"])
                Type("export", run, "-o", $"{run}.{format}");
    }

    public string this[string file] => Path.Combine(_folder, file);

    /// <summary>The header and the rows, cell by cell.</summary>
    public (string[] Names, string[][] Rows) Csv(string run)
    {
        var lines = File.ReadAllLines(this[run + ".csv"]);
        return ([.. Regex.Matches(lines[0], "\"[^\"]*\"|[^,]+").Select(m => m.Value.Trim('"'))], [.. lines.Skip(1).Select(line => line.Split(','))]);
    }

    public static long BitsOf(string cell) => BitConverter.DoubleToInt64Bits(double.Parse(cell, CultureInfo.InvariantCulture));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Type(params string[] words)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        Assert.That(Host.CommandLine.Run(words, new(output, error, _folder, false, Host.Shell.DefaultWidth, default)), Is.Zero, error.ToString());
    }
}
