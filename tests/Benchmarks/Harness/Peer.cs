using System.Diagnostics;
using System.Text.Json;

namespace Functional.Benchmarks;

/// <summary>What a peer says of itself when it is ready.</summary>
/// <param name="Name">NumPy, scikit-learn, PyTorch, TorchSharp.</param>
/// <param name="Version">Its version.</param>
/// <param name="Blas">The BLAS it really loaded.</param>
/// <param name="Threads">How many threads it may use.</param>
/// <param name="Missing">Why there is no such peer here, if there is none.</param>
internal sealed record PeerCard(string Name, string Version, string Blas, int Threads, string? Missing)
{
    public override string ToString() => Missing is null
        ? $"{Name} {Version}, {Blas}, {Threads} thread{(Threads == 1 ? "" : "s")}"
        : $"{Name}: {Missing}";
}

/// <summary>How fast a peer was, and how far it came.</summary>
internal readonly record struct Sample(double Seconds, double Loss);

/// <summary>A child process that waits for work: 'go N' in, the seconds of one step and the last loss out.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process? _process;
    private string _complaint = "ended without a word";

    private Peer(PeerSpec spec)
    {
        try
        {
            _process = Process.Start(spec.Start())!;
            _process.ErrorDataReceived += (_, e) => _complaint = string.IsNullOrWhiteSpace(e.Data) ? _complaint : e.Data.Trim();
            _process.BeginErrorReadLine();
            Card = Read() is not { } ready ? Absent(spec, _complaint)
                : ready.TryGetProperty("missing", out var why) ? Absent(spec, why.GetString()!)
                : new(Text(ready, "name"), Text(ready, "version"), Text(ready, "blas"), ready.GetProperty("threads").GetInt32(), null);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Card = Absent(spec, $"{spec.Program} does not start ({new System.ComponentModel.Win32Exception(e.NativeErrorCode).Message})");
        }
    }

    public PeerCard Card { get; private set; }

    public bool IsHere => Card.Missing is null;

    /// <summary>Starts a peer; once more, and better told, where its BLAS does not know this processor.</summary>
    public static Peer Start(PeerSpec spec)
    {
        var peer = new Peer(spec);
        if (spec.Better(peer.Card.Blas) is not { } better)
            return peer;
        peer.Dispose();
        return new(better);
    }

    /// <summary>Whether it is here and works: one that fails its first steps is missing, with its last words.</summary>
    public bool Works()
    {
        if (!IsHere)
            return false;
        try
        {
            Go(1);
        }
        catch (InvalidOperationException)
        {
            Card = Card with { Missing = _complaint };
        }

        return IsHere;
    }

    /// <summary>Runs <paramref name="steps"/> steps, or about as many.</summary>
    public Sample Go(int steps)
    {
        _process!.StandardInput.WriteLine($"go {steps}");
        _process.StandardInput.Flush();
        var answer = Read() ?? throw new InvalidOperationException($"{Card}: {_complaint}");
        return new(answer.GetProperty("seconds").GetDouble(), answer.GetProperty("loss").GetDouble());
    }

    public void Dispose()
    {
        _process?.StandardInput.Close();
        _process?.WaitForExit();
        _process?.Dispose();
    }

    private static PeerCard Absent(PeerSpec spec, string why) => new(spec.Name, "", "", spec.Threads, why);

    private static string Text(JsonElement message, string property) => message.GetProperty(property).GetString()!;

    private JsonElement? Read() => _process!.StandardOutput.ReadLine() is { } line ? JsonDocument.Parse(line).RootElement : null;
}
