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
