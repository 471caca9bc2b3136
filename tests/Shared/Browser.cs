using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace Functional.Tests;

/// <summary>A Chromium without a window, told what to do over its DevTools protocol, as a person would do it: by mouse and by keys.</summary>
/// <remarks>What goes wrong in it is an <see cref="InvalidOperationException"/>.</remarks>
internal sealed class Browser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly string _profile = Directory.CreateTempSubdirectory("functional-browser").FullName;
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _asked = [];
    private readonly CancellationTokenSource _closed = new();
    private int _last;

    private Browser(string path)
    {
        var start = new ProcessStartInfo(path) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0", $"--user-data-dir={_profile}", "about:blank"])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        var told = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.IndexOf("ws://", StringComparison.Ordinal) is int at and >= 0)
                told.TrySetResult(new(line.Data[at..]));
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (!told.Task.Wait(Patience))
        {
            Dispose();
            throw new InvalidOperationException("the Chromium in PATH does not start here");
        }

        var port = told.Task.Result.Port;
        using var client = new HttpClient();
        var pages = JsonDocument.Parse(client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/json/list")).GetAwaiter().GetResult()).RootElement;
        var page = pages.EnumerateArray().First(p => p.GetProperty("type").GetString() == "page").GetProperty("webSocketDebuggerUrl").GetString()!;
        _socket.ConnectAsync(new(page), CancellationToken.None).GetAwaiter().GetResult();
        _ = Task.Run(Listen);
        foreach (var part in (string[])["Runtime", "Log", "Page"])
            Tell($"{part}.enable");
    }

    /// <summary>What the page complained about on the console.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>Where there is one in PATH.</summary>
    public static string? Find()
    {
        string[] names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))).FirstOrDefault(File.Exists);
    }

    /// <summary>Starts it.</summary>
    public static Browser Start(string path) => new(path);

    public void Go(string address, int width = 1280, int height = 1000)
    {
        Tell("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        // Another address behind the # alone would not be another page.
        Tell("Page.navigate", new() { ["url"] = "about:blank" });
        Tell("Page.navigate", new() { ["url"] = address });
    }

    /// <summary>The value of an expression in the page; of a promise, what it comes to. Nothing where the page was left meanwhile.</summary>
    public JsonElement Ask(string expression, TimeSpan? patience = null)
    {
        var answer = Tell("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true }, patience);
        if (answer.TryGetProperty("error", out var error))
            return error.ToString() is var why && (why.Contains("navigated", StringComparison.Ordinal) || why.Contains("context", StringComparison.Ordinal)) ? default : throw new InvalidOperationException($"{expression}: {why}");
        if (answer.TryGetProperty("exceptionDetails", out var wrong))
            throw new InvalidOperationException($"{expression}: {wrong}");
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value.Clone() : default;
    }

    public string Text(string selector) => Ask($"document.querySelector({JsonSerializer.Serialize(selector)})?.textContent ?? ''").GetString()!;

    /// <summary>Loads the page again, and waits until the old one is gone.</summary>
    public void Reload()
    {
        Ask("window.isOld = true");
        Tell("Page.reload");
        Until("!window.isOld");
    }

    /// <summary>Waits until something is so; what is not there yet, or throws because it is not, is not so.</summary>
    public void Until(string expression)
    {
        var clock = Stopwatch.StartNew();
        while (Ask($"(() => {{ try {{ return !!({expression}); }} catch {{ return false; }} }})()").ValueKind != JsonValueKind.True)
        {
            if (clock.Elapsed > Patience)
                throw new InvalidOperationException($"never so: {expression}\n{Ask("document.body.innerText")}\n{string.Join('\n', Complaints)}");
            Thread.Sleep(20);
        }
    }

    /// <summary>The middle of an element, scrolled into view.</summary>
    public (double X, double Y, double Width) Place(string selector)
    {
        Until($"document.querySelector({JsonSerializer.Serialize(selector)})");
        var place = Ask($"(() => {{ const e = document.querySelector({JsonSerializer.Serialize(selector)}); e.scrollIntoView({{ block: 'center' }}); const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2, r.width]; }})()");
        return (place[0].GetDouble(), place[1].GetDouble(), place[2].GetDouble());
    }

    public void Click(string selector)
    {
        var (x, y, _) = Place(selector);
        Mouse("mousePressed", x, y);
        Mouse("mouseReleased", x, y);
    }

    public void Mouse(string kind, double x, double y) =>
        Tell("Input.dispatchMouseEvent", new() { ["type"] = kind, ["x"] = x, ["y"] = y, ["button"] = "left", ["buttons"] = kind == "mouseReleased" ? 0 : 1, ["clickCount"] = kind == "mouseMoved" ? 0 : 1 });

    /// <summary>The pointer goes there, no button pressed.</summary>
    public void Hover(double x, double y) => Tell("Input.dispatchMouseEvent", new() { ["type"] = "mouseMoved", ["x"] = x, ["y"] = y });

    public void Key(string key, string? text = null)
    {
        Tell("Input.dispatchKeyEvent", new() { ["type"] = text is null ? "rawKeyDown" : "keyDown", ["key"] = key, ["text"] = text ?? "" });
        Tell("Input.dispatchKeyEvent", new() { ["type"] = "keyUp", ["key"] = key });
    }

    /// <summary>Types into a field.</summary>
    /// <param name="selector">Which.</param>
    /// <param name="text">What.</param>
    /// <param name="click">Whether the field is clicked into first; else it is in use already.</param>
    public void Write(string selector, string text, bool click = true)
    {
        if (click)
            Click(selector);
        Tell("Input.insertText", new() { ["text"] = text });
    }

    public void Dispose()
    {
        try
        {
            _closed.Cancel();
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(5000);
            Directory.Delete(_profile, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // Its folder is a temporary one.
        }

        _socket.Dispose();
        _process.Dispose();
        _closed.Dispose();
    }

    /// <summary>One command of the DevTools protocol, and its result.</summary>
    public JsonElement Tell(string method, Dictionary<string, object>? with = null, TimeSpan? patience = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var text = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["id"] = id, ["method"] = method, ["params"] = with ?? [] });
        _socket.SendAsync(text, WebSocketMessageType.Text, true, CancellationToken.None).GetAwaiter().GetResult();
        if (!answer.Task.Wait(patience ?? Patience))
            throw new InvalidOperationException($"{method} was not answered");
        return answer.Task.Result;
    }

    private async Task Listen()
    {
        var part = new byte[1 << 16];
        try
        {
            while (true)
            {
                using var whole = new MemoryStream();
                WebSocketReceiveResult got;
                do
                {
                    got = await _socket.ReceiveAsync(part, _closed.Token);
                    whole.Write(part, 0, got.Count);
                }
                while (!got.EndOfMessage);
                Take(JsonDocument.Parse(whole.ToArray()).RootElement);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or JsonException or ObjectDisposedException)
        {
            foreach (var waiting in _asked.Values)
                waiting.TrySetException(new InvalidOperationException("the browser is gone"));
        }
    }

    private void Take(JsonElement message)
    {
        if (message.TryGetProperty("id", out var id) && _asked.TryRemove(id.GetInt32(), out var waiting))
            waiting.SetResult(message.TryGetProperty("result", out var result) ? result : message);
        else if (message.TryGetProperty("method", out var method) && Complaint(method.GetString()!, message.GetProperty("params")) is { } complaint)
            Complaints.Enqueue(complaint);
    }

    private static string? Complaint(string method, JsonElement told) => method switch
    {
        "Runtime.exceptionThrown" => told.ToString(),
        "Runtime.consoleAPICalled" when told.GetProperty("type").GetString() is "error" or "warning" or "assert" => told.ToString(),
        "Log.entryAdded" when told.GetProperty("entry").GetProperty("level").GetString() is "error" or "warning" => told.ToString(),
        _ => null,
    };
}
