using System.Diagnostics;

namespace Functional.Benchmarks;

/// <summary>The program at work beside us, as anybody starts it.</summary>
internal sealed class ServedPage : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false });

    public ServedPage(string store)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "functional.exe" : "functional");
        _process = Process.Start(new ProcessStartInfo(program, ["ui", "--store", store]) { RedirectStandardOutput = true })!;
        Url = _process.StandardOutput.ReadLine()!.Trim();
        Origin = new Uri(Url).GetLeftPart(UriPartial.Authority);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler);
        using var entered = client.GetAsync(new Uri(Url)).GetAwaiter().GetResult();
        _client.DefaultRequestHeaders.Add("Cookie", entered.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
    }

    public string Url { get; }

    public string Origin { get; }

    public double Bytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Seconds of one answer, read to its end.</summary>
    public double Get(string path)
    {
        var start = Stopwatch.GetTimestamp();
        _client.GetByteArrayAsync(new Uri(Origin + path)).GetAwaiter().GetResult();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _client.Dispose();
    }
}
