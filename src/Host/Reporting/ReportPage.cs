namespace Functional.Host;

/// <summary>The whole page: one file, without a script, without a request to anybody, light or dark, on paper too.</summary>
internal static class ReportPage
{
    /// <summary>The text of the file.</summary>
    public static string Of(Report r) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; form-action 'none'" />
        <meta name="generator" content="Functional" />
        <title>{r.Name}: a training run, worked by hand</title>
        {Stylesheet.Element}
        </head>
        <body>
        <main>
        {OpeningSection.Of(r)}{DataSection.Of(r)}{DataSection.Beginning(r)}{StepSection.First(r)}{StepSection.Second(r)}{CurveSection.Of(r)}{CurveSection.Weights(r)}{EndingSection.Of(r)}{AccountSection.Of(r)}{AgainSection.Of(r)}
        </main>
        </body>
        </html>

        """).Markup;
}
