using System.Text;

namespace Functional.Host;

/// <summary>
/// Colours and type of an SVG. Everything is a class, so that the dark variant is one media query; the classes begin with
/// <c>fc-</c>, so that several charts may stand in one page.
/// </summary>
internal static class SvgStyle
{
    internal const double TitleSize = 20;
    internal const double TextSize = 13;
    internal const double LabelSize = 12;

    /// <summary>
    /// Curve colours on light and on dark, told apart by lightness as well as by hue, so that they also differ for most
    /// colour-blind readers. The first is the strong one. Marks are rose, which no curve is.
    /// </summary>
    private static readonly (string Light, string Dark)[] Palette =
    [
        ("#2563eb", "#6ea8fe"), ("#ea580c", "#fb9a4b"), ("#059669", "#34d399"), ("#7c3aed", "#b79cff"),
        ("#0891b2", "#4dd4e8"), ("#a16207", "#e8c04a"), ("#64748b", "#a3b1c6"), ("#7f1d1d", "#e0a3a3"),
    ];

    /// <summary>How many curves have a colour of their own; after that the colours return, dashed.</summary>
    internal static int Colours => Palette.Length;

    /// <summary>Dashes of the nth curve: none for the first round of colours, then ever longer ones.</summary>
    internal static string Dashes(int curve) => curve < Colours ? "" : $" stroke-dasharray=\"{2 + (4 * (curve / Colours))} 4\"";

    internal static string Colour(int curve) => $"fc-c{curve % Colours}";

    /// <summary>The style sheet, light first; the same text for every chart.</summary>
    internal static string Sheet()
    {
        var sheet = new StringBuilder();
        sheet.Append("""
            <style>
            .fc text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums}
            .fc-title{font-size:20px;font-weight:600;letter-spacing:-.01em}.fc-sub{font-size:13px}.fc-tick,.fc-name,.fc-note{font-size:12px}
            .fc-legend,.fc-empty{font-size:13px}.fc-mark{font-size:13px;font-weight:600;paint-order:stroke;stroke-width:5px;stroke-linejoin:round}
            .fc-grid,.fc-minor,.fc-base,.fc-lead,.fc-line{fill:none}.fc-grid,.fc-minor,.fc-base,.fc-lead{stroke-width:1}
            .fc-line{stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}.fc-dot{stroke-width:2.5}.fc-no{font-size:10px;font-weight:700}

            """);
        AppendTheme(sheet, dark: false);
        sheet.Append("@media (prefers-color-scheme:dark){\n");
        AppendTheme(sheet, dark: true);
        return sheet.Append("}\n</style>\n").ToString();
    }

    private static void AppendTheme(StringBuilder sheet, bool dark)
    {
        string Pick(string light, string night) => dark ? night : light;
        var card = Pick("#ffffff", "#12161d");
        sheet.Append($".fc-card{{fill:{card};stroke:{Pick("#e3e7ee", "#262d38")}}}")
            .Append($".fc-title{{fill:{Pick("#111827", "#f1f4f9")}}}.fc-legend{{fill:{Pick("#374151", "#cdd5e0")}}}")
            .Append($".fc-sub,.fc-name,.fc-tick,.fc-note,.fc-empty{{fill:{Pick("#5b6472", "#98a3b3")}}}")
            .Append($".fc-grid{{stroke:{Pick("#e9ecf2", "#222934")}}}.fc-minor{{stroke:{Pick("#f4f6f9", "#1a202a")}}}")
            .Append($".fc-base{{stroke:{Pick("#9aa4b2", "#5b6675")}}}.fc-lead{{stroke:{Pick("#be123c", "#fb7185")}}}\n")
            .Append($".fc-mark{{fill:{Pick("#be123c", "#fda4af")};stroke:{card}}}")
            .Append($".fc-dot{{fill:{Pick("#e11d48", "#fb7185")};stroke:{card}}}.fc-no{{fill:{card}}}\n");
        for (var i = 0; i < Palette.Length; i++)
        {
            var colour = dark ? Palette[i].Dark : Palette[i].Light;
            sheet.Append($".fc-c{i}{{stroke:{colour}}}.fc-p{i}{{fill:{colour}}}");
        }
        var first = Pick(Palette[0].Light, Palette[0].Dark);
        sheet.Append($"\n.fc-top{{stop-color:{first};stop-opacity:{Pick(".16", ".22")}}}.fc-foot{{stop-color:{first};stop-opacity:0}}\n");
    }
}
