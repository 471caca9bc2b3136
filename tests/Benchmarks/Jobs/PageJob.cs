using System.Globalization;
using System.Text.Json;
using Functional.Host;
using Functional.Tests;
using LanguageExt;

namespace Functional.Benchmarks;

/// <summary>
/// The page in a real browser: how soon it is there, how soon a place on the slider is answered and drawn, how many steps a second it shows
/// when it plays, and what page and program hold after minutes of it.
/// </summary>
internal static class PageJob
{
    private const string ArticleJob = "page, article, 100,001 states", DigitsJob = "page, 64-32-10, 10,001 states";

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(3);

    public static IEnumerable<Line> Measure(Bench bench)
    {
        if (Browser.Find() is not { } path)
            return [new(ArticleJob, "no Chromium in PATH", "", "", "", "", null)];
        var store = Path.Combine(bench.Folder, "page");
        Directory.CreateDirectory(store);
        Record(Experiments.Article, Path.Combine(store, "article.run"));
        Record(Experiments.Digits(), Path.Combine(store, "digits.run"));
        using var served = new ServedPage(store);
        using var browser = Browser.Start(path);
        return [.. Paint(browser, served), .. Places(bench, browser, served, ArticleJob, "article", 0.05, 0.005), .. Places(bench, browser, served, DigitsJob, "digits", 0.15, null), .. Minutes(bench, browser, served)];
    }

    private static void Record(Experiment experiment, string path) =>
        Experiments.Right(Recorder.Record(experiment, experiment.Initial, path, Option<Parentage>.None, new Progress<Progress>(_ => { }), CancellationToken.None));

    /// <summary>The first answer has come at responseStart; the page is of use when the loss of the step and its network are drawn.</summary>
    private static IEnumerable<Line> Paint(Browser browser, ServedPage served)
    {
        browser.Go(served.Url);
        Ready(browser, "article");
        var seconds = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            browser.Go($"{served.Origin}/#run=article&step={1000 * i}");
            browser.Until("document.querySelector('.picture svg .weight') && document.querySelector('[data-exact=loss]')");
            seconds.Add(browser.Ask("performance.now() - performance.getEntriesByType('navigation')[0].responseStart").GetDouble() / 1e3);
        }

        yield return Line.Within(ArticleJob, "from the first answer to the loss and the network (looked for every 20 ms)", Statistics.Median(seconds), 1);
    }

    private static IEnumerable<Line> Places(Bench bench, Browser browser, ServedPage served, string job, string run, double drawn, double? answered)
    {
        browser.Go($"{served.Origin}/#run={run}&step=0");
        Ready(browser, run);
        var last = browser.Ask("import('/app/store.js').then(({ state }) => state.info.last)").GetInt64();
        var random = new Random(5);
        long Anywhere() => random.NextInt64(last + 1);
        Drag(browser, 20, Anywhere);
        var places = Drag(browser, bench.Options.Quick ? 40 : 300, Anywhere);
        yield return Line.Within(job, "a place on the slider, drawn: median", Statistics.Median(places), drawn);
        yield return Line.Within(job, "… the slowest of a hundred", At(places, 0.99), drawn);
        var seconds = Enumerable.Range(0, bench.Options.Quick ? 100 : 2000).Select(_ => served.Get($"/api/runs/{run}/steps/{Anywhere()}")).ToArray();
        yield return Line.Within(job, "the same asked of the program alone: median", Statistics.Median(seconds), answered);
        yield return Line.Within(job, "… the slowest of a hundred", At(seconds, 0.99), answered);
        foreach (var speed in (int[])[60, 1000])
            if (Playing(browser, speed, bench.Options.Quick ? 2 : 10) is var rate)
                yield return new(job, string.Create(CultureInfo.InvariantCulture, $"steps shown in a second of playing at {speed} steps/s"), string.Create(CultureInfo.InvariantCulture, $"{rate:0.0}"), "", "", "≥ 30", rate >= 30);
    }

    /// <summary>Seconds from the slider's being put somewhere to the frame after which that step is on the screen.</summary>
    private static double[] Drag(Browser browser, int times, Func<long> anywhere)
    {
        var steps = JsonSerializer.Serialize(Enumerable.Range(0, times).Select(_ => anywhere()));
        return [.. browser.Ask($$"""
            (async () => {
              const { state, set, subscribe } = await import("/app/store.js"), slider = document.getElementById("step"), took = [];
              set({ xLog: false });
              await new Promise(done => setTimeout(done, 300));
              const painted = () => new Promise(done => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); }));
              for (const step of {{steps}}) {
                const start = performance.now();
                slider.value = step;
                slider.dispatchEvent(new Event("input", { bubbles: true }));
                while (state.data.step !== step) await new Promise(done => { const leave = subscribe(() => { leave(); done(); }); });
                await painted();
                if (document.querySelector(".big").textContent.replaceAll(",", "") !== "S" + step) throw new Error("another step is shown");
                took.push((performance.now() - start) / 1000);
              }
              return took;
            })()
            """, Long).EnumerateArray().Select(n => n.GetDouble())];
    }

    private static double Playing(Browser browser, int speed, int seconds) => browser.Ask($$"""
        (async () => {
          const { state, set } = await import("/app/store.js"), { play } = await import("/app/play.js"), { go } = await import("/app/actions.js");
          go(state.info.first); set({ speed: {{speed}} });
          await new Promise(done => setTimeout(done, 500));
          play(1);
          let shown = 0, before = null;
          const start = performance.now();
          while (performance.now() - start < {{seconds * 1000}}) {
            await new Promise(requestAnimationFrame);
            if (state.data.step !== before) { before = state.data.step; shown++; }
            if (state.playing === 0) { go(state.info.first); play(1); }
          }
          play(state.playing);
          return shown / (performance.now() - start) * 1000;
        })()
        """, Long).GetDouble();

    /// <summary>Back and forth over the article and the digits by turns, with a look at memory every twentieth part of the time.</summary>
    private static IEnumerable<Line> Minutes(Bench bench, Browser browser, ServedPage served)
    {
        var (parts, seconds) = (20, bench.Options.Quick ? 3 : 30);
        var (pages, programs) = (new List<double>(), new List<double>());
        foreach (var part in Enumerable.Range(0, parts))
        {
            browser.Ask($"import('/app/actions.js').then(({{ open }}) => open({{ run: '{(part % 2 == 0 ? "article" : "digits")}', step: 0, view: '{(part % 4 < 2 ? "network" : "optimizer")}', row: 0 }}))");
            Playing(browser, 3000, seconds);
            browser.Tell("HeapProfiler.collectGarbage");
            pages.Add(browser.Tell("Runtime.getHeapUsage").GetProperty("usedSize").GetDouble());
            programs.Add(served.Bytes);
        }

        var job = $"page, {parts * seconds / 60.0:0.#} minutes of playing";
        yield return Kept("what the page holds, the most after the first fifth", pages);
        yield return Kept("what the program holds, the most after the first fifth", programs);

        Line Kept(string what, List<double> bytes) => new(
            job, what, Quantity.Megabytes(bytes.Skip(parts / 5).Max()), Quantity.Megabytes(bytes.Take(parts / 5).Max()) + " before", "", "", null);
    }

    private static void Ready(Browser browser, string run) =>
        browser.Until($"document.querySelector('#run')?.value === '{run}' && document.querySelector('.picture svg .weight') && document.querySelector('.plot canvas')");

    private static double At(double[] seconds, double share) => seconds.Order().ElementAt((int)(share * (seconds.Length - 1)));
}
