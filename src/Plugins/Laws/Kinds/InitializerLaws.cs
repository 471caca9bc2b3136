using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Laws;

/// <summary>What holds of every initializer.</summary>
internal static class InitializerLaws
{
    public static ImmutableArray<Law<IInitializer>> All { get; } =
    [
        .. Handling.IsAFunction<IInitializer>(initializer => initializer.Id, Ask),
        Handling.WritesNothingElse<IInitializer>(Ask),
        new("finite", "Every parameter is a finite number.", (make, draw) =>
        {
            var subject = make();
            var call = Ask(subject, draw);
            var parameters = call.Of(subject).Writes[0].Span;
            return Say.FirstNonFinite(parameters) is >= 0 and var i ? Finding.Against($"{call.Text} writes {Say.Number(parameters[i])} at [{i}]") : Finding.Fine;
        }),
    ];

    private static Call<IInitializer> Ask(IInitializer initializer, Draw draw)
    {
        var layout = Layouts.Any(draw);
        return new($"a start for {string.Join(", ", layout.Tensors.Select(t => $"{t.Name} [{t.Inputs} × {t.Units}]"))}", [], [new double[layout.Length]], (s, _, writes) =>
        {
            s.Initialize(layout, writes[0].Span);
            return 0;
        });
    }
}

/// <summary>Where parameters lie, drawn.</summary>
internal static class Layouts
{
    /// <summary>One to three layers that fit together, up to four units wide.</summary>
    public static ParameterLayout Any(Draw draw)
    {
        var width = 1 + draw.Below(4);
        return ParameterLayout.Of(draw.Items(() =>
        {
            var inputs = width;
            width = 1 + draw.Below(4);
            return (inputs, width, draw.Below(2) == 1);
        }, 1, 3));
    }
}
