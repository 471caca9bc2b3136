using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>A number a condition hangs on, where the condition holds and in the state before.</summary>
internal sealed record PartThere(Question Part, Answer Before, Answer Now);

/// <summary>Where a condition holds.</summary>
internal sealed record Found(long Step, ImmutableArray<PartThere> Parts);

/// <summary>Looks for a state at which a condition holds. Memory is bounded by a few states, however long the history is.</summary>
internal sealed class Search
{
    /// <summary>The first stretch of a search backwards, in steps; each next one is twice as long, for what is sought may be near.</summary>
    private const long FirstStretch = 64;

    private const long LongestStretch = 8192;

    private readonly OpenedRun _run;
    private readonly Question _condition;
    private readonly ImmutableArray<Question> _parts;
    private readonly Needs _needs;
    private readonly Views _views;
    private MomentView[] _there = [];

    public Search(OpenedRun run, QuestionScope scope, Question condition, Action<long, double> pass, CancellationToken interrupted)
    {
        (_run, _condition, _parts) = (run, condition, condition.Parts(scope));
        // A state more than the parts need: they are also shown as they were before.
        _needs = condition.Needs with { Back = Math.Max(condition.Needs.Back, 1 + _parts.Select(p => p.Needs.Back).DefaultIfEmpty(0).Max()) };
        _views = new(run, _needs, _needs.Back, pass, interrupted);
    }

    /// <summary>The first state at or after S_from.</summary>
    public Either<Failure, Option<Found>> Forward(long from) => Through(new(from, _run.File.Last), onlyFirst: true).Map(_ => There());

    /// <summary>The last state at or before S_from: stretch by stretch from there, each gone through forwards.</summary>
    public Either<Failure, Option<Found>> Backward(long from)
    {
        for (var (end, length) = (from, FirstStretch); end >= _run.File.First && _there.Length == 0; length = Math.Min(LongestStretch, 2 * length))
        {
            var begin = Begin(end, length);
            var through = begin.Bind(first => Through(new(first, end), onlyFirst: false));
            if (through.IsLeft)
                return through.Map(_ => Option<Found>.None);
            end = (long)begin - 1;
        }

        return There();
    }

    /// <summary>The stretch begins so far behind a recorded state that all it looks back at is computed from there and from nowhere earlier.</summary>
    private Either<Failure, long> Begin(long end, long length)
    {
        var wanted = Math.Max(_run.File.First, end - length);
        var recorded = _needs.State ? _run.File.RecordedAtOrBefore(wanted, _run.Layout) : wanted;
        return recorded.Map(step => step == _run.File.First ? step : step + _needs.Back);
    }

    private Either<Failure, Unit> Through(Steps asked, bool onlyFirst) => _views.Over(asked, recent =>
    {
        var holds = _condition.At(recent).Holds;
        if (holds)
            _there = recent.ToArray();
        return !(holds && onlyFirst);
    });

    private Option<Found> There() => _there.Length == 0
        ? None
        : Some(new Found(_there[^1].Step, [.. _parts.Select(part => new PartThere(part, part.At(_there.AsSpan(0, _there.Length - 1)), part.At(_there)))]));
}
