using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Functional.Web.Tests;

/// <summary>What other programs, other sites and odd clients may send. Nothing of it learns or changes anything.</summary>
[CancelAfter(120_000)]
public static class AttackTests
{
    private static readonly Playground Ground = new();
    private static Served _page = null!;

    [OneTimeSetUp]
    public static void Open()
    {
        Ground.Run("train", "article", "--steps", "100");
        Ground.Write("secret.txt", "root:x:0:0");
        if (!OperatingSystem.IsWindows())
        {
            File.Copy(Ground.PathOf("article"), Path.Combine(Ground.Folder, "outside.run"));
            File.CreateSymbolicLink(Ground.PathOf("link"), Path.Combine(Ground.Folder, "outside.run"));
        }

        _page = new(Ground, "article");
    }

    [OneTimeTearDown]
    public static void Close()
    {
        _page.Dispose();
        Ground.Dispose();
    }

    /// <summary>Heads with somebody else's name for us, or with a pass that is none; <c>HOST</c>, <c>PORT</c>, <c>TOKEN</c> and <c>COOKIE</c> stand for the right ones.</summary>
    [TestCase("GET /api/runs HTTP/1.1|Host: evil.example|COOKIE", 421)]
    [TestCase("GET /api/runs HTTP/1.1|Host: evil.example:PORT|COOKIE", 421)]
    [TestCase("GET /api/runs HTTP/1.1|Host: 127.0.0.1.evil.example:PORT|COOKIE", 421)]
    [TestCase("GET /api/runs HTTP/1.1|Host: localhost.:PORT|COOKIE", 421)]
    [TestCase("GET /api/runs HTTP/1.1|Host: LOCALHOST:PORT|COOKIE", 421)]
    [TestCase("GET /api/runs HTTP/1.1|Host: 127.0.0.1|COOKIE", 421)]
    [TestCase("GET /api/runs HTTP/1.1|Host: 127.0.0.1:1|COOKIE", 421)]
    [TestCase("GET /api/runs HTTP/1.1|Host: 127.1:PORT|COOKIE", 421)]
    [TestCase("GET /api/runs HTTP/1.1|Host: [::ffff:127.0.0.1]:PORT|COOKIE", 421)]
    [TestCase("GET /api/runs HTTP/1.1|Host: 0.0.0.0:PORT|COOKIE", 421)]
    [TestCase("GET /?token=TOKEN HTTP/1.1|Host: evil.example:PORT", 421)]
    [TestCase("GET /api/runs HTTP/1.0|COOKIE", 421)]
    [TestCase("GET /api/runs HTTP/1.1|COOKIE", 400)]
    [TestCase("GET /api/runs HTTP/1.1|HOST|Host: evil.example|COOKIE", 400)]
    [TestCase("GET http://evil.example/api/runs HTTP/1.1|HOST|COOKIE", 400)]
    [TestCase("GET http://127.0.0.1:PORT/api/runs HTTP/1.1|HOST|COOKIE", 400)]
    [TestCase("GET / HTTP/1.1|HOST", 401)]
    [TestCase("GET /app/main.js HTTP/1.1|HOST", 401)]
    [TestCase("GET /api/runs HTTP/1.1|HOST", 401)]
    [TestCase("GET /api/runs?token=TOKEN HTTP/1.1|HOST", 401)]
    [TestCase("GET /nothing HTTP/1.1|HOST", 401)]
    [TestCase("GET /?token= HTTP/1.1|HOST", 400, 401)]
    [TestCase("GET /?token=guess HTTP/1.1|HOST", 401)]
    [TestCase("GET /?token=guess HTTP/1.1|HOST|COOKIE", 401)]
    [TestCase("GET /?token=TOKE HTTP/1.1|HOST", 401)]
    [TestCase("GET /?token=UPPER HTTP/1.1|HOST", 401)]
    [TestCase("GET /?token=SHORT HTTP/1.1|HOST", 401)]
    [TestCase("GET /?token=TOKENx HTTP/1.1|HOST", 401)]
    [TestCase("GET /?token=TOKEN&token=TOKEN HTTP/1.1|HOST", 400)]
    [TestCase("POST /?token=TOKEN HTTP/1.1|HOST|ORIGIN|Content-Length: 0", 401)]
    [TestCase("GET /api/runs HTTP/1.1|HOST|Cookie: functional-PORT=TOKEN", 401)]
    [TestCase("GET /api/runs HTTP/1.1|HOST|Cookie: functional-PORT=", 401)]
    [TestCase("GET /api/runs HTTP/1.1|HOST|Cookie: other=1; functional=1", 401)]
    [TestCase("GET /api/runs HTTP/1.1|HOST|COOKIEx", 401)]
    public static void Who_is_not_asked_in_learns_nothing(string head, params int[] statuses) => Refused(head, statuses);

    [TestCase("GET /api/runs HTTP/1.1|HOST|COOKIE|Origin: http://evil.example", 403)]
    [TestCase("GET /api/runs HTTP/1.1|HOST|COOKIE|Origin: null", 403)]
    [TestCase("GET /api/runs HTTP/1.1|HOST|COOKIE|Origin: https://127.0.0.1:PORT", 403)]
    [TestCase("GET /api/runs HTTP/1.1|HOST|COOKIE|Origin: http://127.0.0.1:1", 403)]
    [TestCase("GET /api/runs HTTP/1.1|HOST|COOKIE|Origin: http://127.0.0.1:PORT.evil.example", 403)]
    [TestCase("GET /api/runs HTTP/1.1|HOST|COOKIE|Origin: http://localhost:PORT", 403)]
    [TestCase("GET /api/runs HTTP/1.1|HOST|COOKIE|ORIGIN|Origin: http://evil.example", 400, 403)]
    [TestCase("GET /api/runs HTTP/1.1|HOST|COOKIE|Referer: http://evil.example/http://127.0.0.1:PORT/", 403)]
    [TestCase("GET /api/runs HTTP/1.1|HOST|COOKIE|Sec-Fetch-Site: cross-site", 403)]
    [TestCase("GET /api/runs HTTP/1.1|HOST|COOKIE|Sec-Fetch-Site: same-site", 403)]
    [TestCase("GET /?token=TOKEN HTTP/1.1|HOST|Sec-Fetch-Site: cross-site", 403)]
    [TestCase("GET /api/jobs/1/events HTTP/1.1|HOST|COOKIE|Origin: http://evil.example", 403)]
    [TestCase("GET / HTTP/1.1|HOST|COOKIE|Origin: http://evil.example|Connection: Upgrade|Upgrade: websocket|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", 403)]
    [TestCase("OPTIONS /api/fork HTTP/1.1|HOST|Origin: http://evil.example|Access-Control-Request-Method: POST|Access-Control-Request-Headers: content-type", 403)]
    [TestCase("OPTIONS /api/fork HTTP/1.1|HOST|COOKIE|ORIGIN|Access-Control-Request-Method: POST", 405)]
    [TestCase("POST /api/fork HTTP/1.1|HOST|COOKIE|Content-Type: application/json|BODY", 403)]
    [TestCase("POST /api/fork HTTP/1.1|HOST|COOKIE|Origin: http://evil.example|Content-Type: application/json|BODY", 403)]
    [TestCase("POST /api/fork HTTP/1.1|HOST|COOKIE|ORIGIN|Sec-Fetch-Site: cross-site|Content-Type: application/json|BODY", 403)]
    [TestCase("POST /api/fork HTTP/1.1|HOST|ORIGIN|Content-Type: application/json|BODY", 401)]
    [TestCase("POST /api/fork HTTP/1.1|HOST|COOKIE|ORIGIN|Content-Type: text/plain|BODY", 415)]
    [TestCase("POST /api/fork HTTP/1.1|HOST|COOKIE|ORIGIN|Content-Type: application/x-www-form-urlencoded|BODY", 415)]
    [TestCase("POST /api/fork HTTP/1.1|HOST|COOKIE|ORIGIN|Content-Type: multipart/form-data; boundary=x|BODY", 415)]
    [TestCase("POST /api/fork HTTP/1.1|HOST|COOKIE|ORIGIN|BODY", 415)]
    [TestCase("POST /api/fork HTTP/1.1|HOST|COOKIE|ORIGIN|Content-Type: application/json|Content-Encoding: gzip|BODY", 415)]
    public static void Other_sites_are_not_let_in(string head, params int[] statuses) => Refused(head, statuses);

    [TestCase("/app/../../secret.txt", 400, 404)]
    [TestCase("/app/..%2f..%2fsecret.txt", 400)]
    [TestCase("/app/%2e%2e/%2e%2e/secret.txt", 400)]
    [TestCase("/app/%252e%252e%252fsecret.txt", 404)]
    [TestCase("/app/..\\..\\secret.txt", 400)]
    [TestCase("/app/..%5c..%5csecret.txt", 400)]
    [TestCase("/app/C:%5csecret.txt", 400)]
    [TestCase("/app/%5c%5chost%5cshare", 400)]
    [TestCase("/app/main.js%00.txt", 400)]
    [TestCase("/app/%c0%ae%c0%ae%c0%afsecret.txt", 400)]
    [TestCase("/app/%e0%80%ae/secret.txt", 400)]
    [TestCase("/app/%", 400)]
    [TestCase("/app/%zz", 400)]
    [TestCase("//etc/passwd", 400)]
    [TestCase("/./api/runs", 400)]
    [TestCase("/api/runs/", 400)]
    [TestCase("/api/runs/..", 400)]
    [TestCase("/api/runs/%2e%2e%2foutside", 400)]
    [TestCase("/api/runs/..%2foutside.run", 400)]
    [TestCase("/api/runs/%2fetc%2fpasswd", 400)]
    [TestCase("/api/runs/article.run", 404)]
    [TestCase("/api/runs/link", 404)]
    [TestCase("/api/runs/.hidden", 404)]
    [TestCase("/api/runs/~root", 404)]
    [TestCase("/api/runs/'%3b%20drop%20table%20run%3b--", 404)]
    [TestCase("/api/runs/%3Cscript%3Ealert(1)%3C%2Fscript%3E", 400, 404)]
    [TestCase("/api/runs/%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E", 404)]
    [TestCase("/api/runs/%E2%80%AEnur", 404)]
    [TestCase("/api/diff?a=..%2foutside.run@1&b=article@1", 404)]
    [TestCase("/api/diff?a=%2fetc%2fpasswd&b=article@1", 404)]
    [TestCase("/api/diff?a=article@1&a=article@2&b=article@1", 400)]
    [TestCase("/api/runs/article/steps/-1", 400)]
    [TestCase("/api/runs/article/steps/1000000000000000000", 400, 404)]
    [TestCase("/api/runs/article/steps/99999999999999999999999", 400)]
    [TestCase("/api/runs/article/steps/1e3", 400)]
    [TestCase("/api/runs/article/steps/NaN", 400)]
    [TestCase("/api/runs/article/steps/%D9%A3", 400)]
    [TestCase("/api/runs/article/steps/%2B3", 400)]
    [TestCase("/api/runs/article/steps/3.0", 400)]
    [TestCase("/api/runs/article/steps/%203", 400)]
    [TestCase("/api/runs/article/steps/3%00", 400)]
    [TestCase("/api/runs/article/steps/last", 400)]
    [TestCase("/api/runs/article/worked/3?row=-1", 400)]
    [TestCase("/api/runs/article/told/3?parameter=layer0.weights%5B-1,0%5D", 400)]
    [TestCase("/api/runs/article/told/3?parameter=layer0.weights%5B99999999999999999999,0%5D", 400)]
    [TestCase("/api/runs/article/told/3?parameter=..%2f..%2fsecret.txt", 400)]
    [TestCase("/api/runs/article/told/3?parameter=%3Cscript%3Ealert(1)%3C%2Fscript%3E", 400)]
    [TestCase("/api/runs/article/told/1e3?parameter=layer0.weights%5B0,0%5D", 400)]
    [TestCase("/api/runs/article/curve?from=NaN", 400)]
    [TestCase("/api/runs/article/curve?points=-5", 400)]
    [TestCase("/api/runs/article/curve?what=passwd", 400)]
    [TestCase("/api/runs/article/watch?condition=loss%20%3C%201&from=1e3", 400)]
    [TestCase("/api/plugins/curve?activation=System.Diagnostics.Process,%20System", 400)]
    [TestCase("/api/plugins/curve?activation=..%2f..%2fevil.dll", 400)]
    [TestCase("/api/plugins/check?activation=%2ftmp%2fevil.dll", 400)]
    [TestCase("/api", 404)]
    [TestCase("/swagger", 404)]
    [TestCase("/app/index.html", 404)]
    [TestCase("/index.html", 404)]
    public static void No_address_leads_astray(string path, params int[] statuses) => Refused($"GET {path} HTTP/1.1|HOST|COOKIE", statuses);

    [Test]
    public static void Only_the_listed_methods_do_anything()
    {
        var others = 0;
        foreach (var path in Routes.All.Select(r => "/" + string.Join('/', r.Path.Select(part => part == "*" ? "x" : part))).Distinct())
            foreach (var method in (string[])["GET", "POST", "HEAD", "DELETE", "PUT", "PATCH", "TRACE", "OPTIONS", "BREW", "get"])
            {
                var target = Target.Read(path)!;
                if (Routes.All.Any(r => r.Fits(target.Parts) && r.Method == method))
                    continue;
                others++;
                Refused($"{method} {path} HTTP/1.1|HOST|COOKIE|ORIGIN|Content-Length: 0", 405);
            }

        Assert.That(others, Is.GreaterThan(200));
    }

    [TestCase("a head of 20 kB", 431)]
    [TestCase("a hundred heads", 431)]
    [TestCase("an address of 20 kB", 414)]
    [TestCase("a token of a megabyte", 414)]
    [TestCase("a body of two megabytes", 413)]
    [TestCase("a body without a length that never ends", 413)]
    [TestCase("broken chunks", 400)]
    [TestCase("two lengths", 400)]
    [TestCase("a length and chunks", 400)]
    [TestCase("a question with a body", 400)]
    [TestCase("an empty order", 400)]
    [TestCase("an order nested ten thousand deep", 400)]
    [TestCase("another protocol", 0)]
    [TestCase("no protocol", 400)]
    public static void Too_much_and_too_odd_is_refused(string what, params int[] statuses)
    {
        const string post = "POST /api/fork HTTP/1.1|HOST|COOKIE|ORIGIN|Content-Type: application/json|";
        const string chunked = post + "Transfer-Encoding: chunked||";
        Refused(
            what switch
            {
                "a head of 20 kB" => $"GET / HTTP/1.1|HOST|COOKIE|X: {new string('x', 20_000)}",
                "a hundred heads" => $"GET / HTTP/1.1|HOST|COOKIE{string.Concat(Enumerable.Range(0, 100).Select(i => $"|X{i}: x"))}",
                "an address of 20 kB" => $"GET /api/runs/{new string('x', 20_000)} HTTP/1.1|HOST|COOKIE",
                "a token of a megabyte" => $"GET /?token={new string('x', 1 << 20)} HTTP/1.1|HOST",
                "a body of two megabytes" => post + $"Content-Length: {2 << 20}||{new string('x', 2 << 20)}",
                "a body without a length that never ends" => chunked + string.Concat(Enumerable.Repeat($"10000\r\n{new string('x', 0x10000)}\r\n", 32)),
                "broken chunks" => chunked + "zz\r\nhello\r\n0\r\n\r\n",
                "two lengths" => post + "Content-Length: 2|Content-Length: 3||{} ",
                "a length and chunks" => post + "Content-Length: 2|Transfer-Encoding: chunked||2\r\n{}\r\n0\r\n\r\nGET /api/runs HTTP/1.1|HOST|COOKIE",
                "a question with a body" => "GET /api/runs HTTP/1.1|HOST|COOKIE|Content-Length: 2||{}",
                "an empty order" => post + "Content-Length: 0",
                "an order nested ten thousand deep" => post + $"Content-Length: 20000||{new string('[', 10_000)}{new string(']', 10_000)}",
                "another protocol" => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                _ => "\u0016\u0003\u0001\u0002\u0000\u0001",
            },
            statuses);
    }

    [Test]
    public static void Ranges_without_end_are_cut_to_what_there_is()
    {
        var curve = _page.Get("/api/runs/article/curve?from=0&to=1000000000&points=1000000000").Json;
        var rows = _page.Get("/api/runs/article/data?from=1000000000&count=1000000000").Json;
        Assert.Multiple(() =>
        {
            Assert.That((curve.GetProperty("to").GetInt64(), curve.GetProperty("steps").GetArrayLength()), Is.EqualTo((100, 101)));
            Assert.That(rows.GetProperty("inputs").GetArrayLength(), Is.Zero);
            Assert.That(_page.Get("/api/plugins/curve?activation=tanh&points=1000000000").Json.GetProperty("points").GetArrayLength(), Is.EqualTo(2001));
        });
    }

    [Test]
    public static void A_run_that_was_taken_away_is_not_there()
    {
        Ground.Run("train", "xor", "--as", "gone");
        Assert.That(_page.Get("/api/runs/gone/steps/3").Status, Is.EqualTo(200));
        File.Delete(Ground.PathOf("gone"));
        Assert.That(_page.Get("/api/runs/gone/steps/3").Status, Is.EqualTo(404));
        Ground.Run("train", "xor", "--steps", "7", "--as", "gone");
        Assert.That(_page.Get("/api/runs/gone").Json.GetProperty("last").GetInt64(), Is.EqualTo(7), "another run of that name is not the old one");
        File.WriteAllText(Ground.PathOf("gone"), "not a run any more");
        Assert.That(_page.Get("/api/runs/gone/steps/3").Status, Is.EqualTo(422));
        File.Delete(Ground.PathOf("gone"));
    }

    [Test]
    public static async Task Who_is_slow_is_not_waited_for_and_keeps_nobody_waiting()
    {
        var slow = new[]
        {
            "GET / HTTP/1.1\r\nHost: ",
            $"POST /api/fork HTTP/1.1\r\nHost: 127.0.0.1:{_page.Port}\r\nCookie: {_page.Cookie}\r\nOrigin: {_page.Origin}\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{{",
        }.Select(text => Task.Run(() => _page.Raw(text))).ToArray();
        var crowd = Enumerable.Range(0, 300).Select(_ => new TcpClient()).ToList();
        foreach (var one in crowd)
            await one.ConnectAsync(IPAddress.Loopback, _page.Port);
        Assert.That(_page.Get("/api/runs/article/steps/3").Status, Is.EqualTo(200), "while they are there");
        foreach (var one in crowd)
            one.Dispose();
        Assert.That((await Task.WhenAll(slow)).Select(got => got.Status), Is.All.EqualTo(408).Or.EqualTo(0));
    }

    [Test]
    public static void Targets_are_read_as_they_were_written()
    {
        Gen.String[Gen.Char, 1, 20].Where(name => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)) == name).Sample(name =>
        {
            var target = Target.Read($"/api/runs/{Uri.EscapeDataString(name)}");
            var isName = name is not ("." or "..") && !name.Any(c => c is '/' or '\\' or ':' || char.IsControl(c));
            Assert.That(target?.Parts, isName ? Is.EqualTo(new[] { "api", "runs", name }) : Is.Null);
        });
    }

    private static void Refused(string head, params int[] statuses)
    {
        const string order = """{"from":"article@5","steps":5}""";
        var token = _page.Url.Query["?token=".Length..];
        var text = head
            .Replace("|BODY", $"|Content-Length: {order.Length}||{order}", StringComparison.Ordinal)
            .Replace("|HOST", $"|Host: 127.0.0.1:PORT", StringComparison.Ordinal)
            .Replace("|ORIGIN", $"|Origin: http://127.0.0.1:PORT", StringComparison.Ordinal)
            .Replace("|COOKIE", $"|Cookie: {_page.Cookie}", StringComparison.Ordinal)
            .Replace("PORT", $"{_page.Port}", StringComparison.Ordinal)
            .Replace("TOKEN", token, StringComparison.Ordinal)
            .Replace("UPPER", token.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("SHORT", token[..^1], StringComparison.Ordinal)
            .Replace("|", "\r\n", StringComparison.Ordinal);
        text = text.Contains("\r\n\r\n", StringComparison.Ordinal) || !text.Contains("HTTP", StringComparison.Ordinal) ? text.Replace("\r\n", "\r\nConnection: close\r\n", 1) : text + "\r\nConnection: close\r\n\r\n";
        var all = _page.RawText(text);
        var got = Got.Parse(all);
        Assert.Multiple(() =>
        {
            Assert.That(statuses, Does.Contain(got.Status), all);
            Assert.That(all, Does.Not.Contain("Set-Cookie").And.Not.Contain("Access-Control").And.Not.Contain("root:").And.Not.Contain("HTTP/1.1 20"));
            if (got.Status > 0 && got.Body.Length > 0)
                Assert.That(got.Head, Does.Contain("frame-ancestors 'none'").And.Contain("nosniff").And.Contain("no-store").And.Not.Contain("text/html"));
            Assert.That(_page.Get("/api/start").Status, Is.EqualTo(200), "it goes on");
            Assert.That(Directory.GetFiles(Path.Combine(Ground.Folder, "runs"), "article-*"), Is.Empty);
        });
    }

    private static string Replace(this string text, string what, string with, int times)
    {
        var at = text.IndexOf(what, StringComparison.Ordinal);
        return at < 0 || times != 1 ? text : text[..at] + with + text[(at + what.Length)..];
    }
}
