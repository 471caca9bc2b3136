using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Functional.Web.Tests;

/// <summary>What came back: status, head and body as text; status 0 where it is no answer of HTTP/1.</summary>
internal sealed record Got(int Status, string Head, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public static Got Parse(string text)
    {
        var at = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return !text.StartsWith("HTTP/1.", StringComparison.Ordinal) ? new(0, "", text) : new(int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), at < 0 ? text : text[..at], at < 0 ? "" : text[(at + 4)..]);
    }
}

/// <summary>The command <c>ui</c> under way in a folder of its own, and a browser's way to it. Ended by what Ctrl-C does.</summary>
internal sealed class Served : IDisposable
{
    private readonly CancellationTokenSource _interrupt = new();
    private readonly FirstLine _out = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(60) };

    public Served(Playground ground, params string[] arguments)
    {
        Ground = ground;
        Command = Task.Factory.StartNew(
            () => CommandLine.Run(["ui", .. arguments], new Shell(_out, Error, ground.Folder, false, Shell.DefaultWidth, _interrupt.Token) { SettingsFolder = Path.Combine(ground.Folder, "settings") }),
            TaskCreationOptions.LongRunning);
        Task.WaitAny([_out.Line, Command], TimeSpan.FromSeconds(60));
        if (!_out.Line.IsCompleted)
            throw new AssertionException($"exit {(Command.IsCompleted ? Command.Result : -1)}: {Error}");
        Url = new(_out.Line.Result.StartsWith('{') ? JsonDocument.Parse(_out.Line.Result).RootElement.GetProperty("url").GetString()! : _out.Line.Result);
        Cookie = Send(HttpMethod.Get, Url.PathAndQuery, cookie: null).Head.Split('\n').First(l => l.StartsWith("Set-Cookie: ", StringComparison.Ordinal))[12..].Split(';')[0];
    }

    public Playground Ground { get; }

    public Task<int> Command { get; }

    public StringWriter Error { get; } = new();

    public Uri Url { get; }

    public int Port => Url.Port;

    public string Origin => $"http://127.0.0.1:{Port}";

    public string Cookie { get; }

    public string Said => _out.ToString();

    public Got Get(string path) => Send(HttpMethod.Get, path, Cookie);

    public Got Post(string path, string json) => Send(HttpMethod.Post, path, Cookie, json);

    /// <summary>The events of a job until it has ended: name and data.</summary>
    public List<(string Event, JsonElement Data)> Events(string job, CancellationToken cancel = default)
    {
        using var request = Request(HttpMethod.Get, $"/api/jobs/{job}/events", Cookie);
        using var response = _client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
        using var reader = new StreamReader(response.Content.ReadAsStream(cancel));
        return [.. reader.ReadToEnd().Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(e => e.StartsWith("event:", StringComparison.Ordinal))
            .Select(e => e.Split('\n')).Select(lines => (lines[0][7..], JsonDocument.Parse(lines[1][6..]).RootElement))];
    }

    /// <summary>Begins to listen, and leaves it at that.</summary>
    public async Task<Stream> Listen(string job)
    {
        var response = await _client.SendAsync(Request(HttpMethod.Get, $"/api/jobs/{job}/events", Cookie), HttpCompletionOption.ResponseHeadersRead);
        return await response.Content.ReadAsStreamAsync();
    }

    /// <summary>Sends bytes as they are, and takes what comes until the server closes or has answered.</summary>
    public Got Raw(string text) => Got.Parse(RawText(text));

    public string RawText(string text)
    {
        using var socket = new TcpClient { ReceiveTimeout = 20_000, SendTimeout = 20_000 };
        socket.Connect(IPAddress.Loopback, Port);
        using var stream = socket.GetStream();
        var received = new StringBuilder();
        try
        {
            stream.Write(Encoding.Latin1.GetBytes(text));
            using var reader = new StreamReader(stream, Encoding.UTF8);
            received.Append(reader.ReadToEnd());
        }
        catch (IOException)
        {
            // Refused in the middle of it: what was said before counts.
        }

        return received.ToString();
    }

    public int Interrupt()
    {
        _interrupt.Cancel();
        return Command.Wait(TimeSpan.FromSeconds(30)) ? Command.Result : -1;
    }

    public void Dispose()
    {
        Interrupt();
        _client.Dispose();
        _interrupt.Dispose();
    }

    private Got Send(HttpMethod method, string path, string? cookie, string? json = null)
    {
        using var request = Request(method, path, cookie, json);
        using var response = _client.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        return new((int)response.StatusCode, $"{response.Headers}{response.Content.Headers}", reader.ReadToEnd());
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string? cookie, string? json = null)
    {
        var request = new HttpRequestMessage(method, new Uri(new Uri(Origin), path));
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        if (method == HttpMethod.Post)
            request.Headers.Add("Origin", Origin);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return request;
    }

    /// <summary>Says when the first line is whole.</summary>
    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => _line.Task;

        public override void Flush()
        {
            if (ToString() is var text && text.Contains('\n'))
                _line.TrySetResult(text.Split('\n')[0].Trim());
        }
    }
}
