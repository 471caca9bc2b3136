using System.Text.Json;
using Functional.Tests;

namespace Functional.Web.Tests;

/// <summary>Somebody who has a browser open on the page of a program of their own, in a folder of its own.</summary>
internal sealed class Visitor : IDisposable
{
    private Visitor(Browser page, Playground ground)
    {
        (Page, Ground, Served) = (page, ground, new(ground));
        Page.Go(Served.Url.ToString());
        Page.Until("document.querySelector('[data-exact=loss]')?.textContent.startsWith('0.')");
    }

    public Browser Page { get; }

    public Playground Ground { get; }

    public Served Served { get; }

    /// <summary>Where no browser is installed the tests that ask for one are left out.</summary>
    /// <param name="prepare">What is trained before the page is opened.</param>
    public static Visitor? Arrives(Action<Playground>? prepare = null)
    {
        if (Browser.Find() is not { } path)
        {
            Assert.Ignore("No Chromium is in PATH.");
            return null;
        }

        var ground = new Playground();
        prepare?.Invoke(ground);
        return new(Browser.Start(path), ground);
    }

    /// <summary>What the page complained about on the console since somebody last asked.</summary>
    public string[] Complaints()
    {
        var complaints = Page.Complaints.ToArray();
        Page.Complaints.Clear();
        return complaints;
    }

    /// <summary>Opens the page at an address, and waits for its step.</summary>
    public void At(string hash, int width = 1280, int height = 1000)
    {
        Page.Go($"{Served.Origin}/{hash}", width, height);
        Page.Until("/^[0-9]/.test(document.querySelector('[data-exact=loss]')?.textContent)");
    }

    /// <summary>Goes to a step by the keys.</summary>
    public void Go(long step)
    {
        Page.Ask("document.activeElement?.blur()");
        Page.Key("g", "g");
        Page.Until("document.activeElement.id === 'jump'");
        Page.Write("#jump", step.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Page.Key("Enter", "\r");
        ShowsStep(step);
    }

    /// <summary>The step is named, and the loss beside it is its own.</summary>
    public void ShowsStep(long step, string run = "article")
    {
        var loss = Digits(Shown(run, step).GetProperty("loss"));
        Page.Until($"document.querySelector('.big').textContent.replaceAll(',', '') === 'S{step}' && document.querySelector('[data-exact=loss]').textContent === '{loss}'");
    }

    /// <summary>How many points of the chart have these colours of the theme.</summary>
    public int[] Drawn(params string[] colours) => [.. Page.Ask($$"""
        (() => {
          const canvas = document.querySelector(".plot canvas"), { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return {{JsonSerializer.Serialize(colours)}}.map(colour => {
            const wanted = getComputedStyle(document.documentElement).getPropertyValue(colour).trim(), [r, g, b] = [1, 3, 5].map(at => parseInt(wanted.slice(at, at + 2), 16));
            let found = 0;
            for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] > 200) found++;
            return found;
          });
        })()
        """).EnumerateArray().Select(n => n.GetInt32())];

    public JsonElement Shown(string run, long step) => JsonDocument.Parse(Ground.Run("show", $"{run}@{step}", "--json").Out).RootElement;

    /// <summary>A number as JSON has it: the digits themselves.</summary>
    public static string Digits(JsonElement number) => number.ValueKind == JsonValueKind.String ? number.GetString()! : number.GetRawText();

    public void Dispose()
    {
        Page.Dispose();
        Served.Dispose();
        Ground.Dispose();
    }
}
