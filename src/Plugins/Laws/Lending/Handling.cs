using System.Collections.Immutable;

namespace Functional.Laws;

/// <summary>How any strategy treats what it is lent, and that it is a function: same question, same bits.</summary>
internal static class Handling
{
    /// <summary>The laws of every kind, given its name and a way to draw a call of it.</summary>
    public static ImmutableArray<Law<T>> IsAFunction<T>(Func<T, string> id, Func<T, Draw, Call<T>> ask) =>
    [
        new("has-a-name", "Its Id is not empty and every instance made alike has the same one.", (make, _) => Named(id(make()), id(make()))) { Essential = true },
        new("same-bits-again", "The same call gives the same bits again, and from a fresh instance.", (make, draw) => Again(make, draw, ask)) { Essential = true },
        new("no-memory", "Whatever an instance was asked before, it answers like a fresh one.", (make, draw) => Fresh(make, draw, ask)) { Essential = true },
        new("same-bits-on-two-threads", "Asked from two threads at once it gives the bits it gives to one.", (make, draw) => Threads(make, draw, ask)) { Essential = true },
    ];

    /// <summary>For the kinds that write into lent memory.</summary>
    public static Law<T> WritesNothingElse<T>(Func<T, Draw, Call<T>> ask) => new(
        "writes-nothing-else", "It writes only into what it was lent to write.", (make, draw) => Trespass(make(), draw, ask)) { Essential = true };

    /// <summary>For the kinds that read lent memory.</summary>
    public static Law<T> LeavesInputsAlone<T>(Func<T, Draw, Call<T>> ask) => new(
        "leaves-inputs-alone", "What it was lent to read has the same bits afterwards.", (make, draw) => Change(make(), draw, ask)) { Essential = true };

    /// <summary>For the kinds that write all of what they are lent.</summary>
    public static Law<T> WritesEveryOutput<T>(Func<T, Draw, Call<T>> ask) => new(
        "writes-every-output",
        "It writes every number of what it was lent to write; what stood there before, or lies beside, plays no part.",
        (make, draw) =>
        {
            var subject = make();
            var call = ask(subject, draw);
            const double One = -5.5, Other = 123.25;
            var (one, other) = (call.Of(subject, One), call.Of(subject, Other));
            for (var w = 0; w < one.Writes.Length; w++)
                for (var i = 0; i < one.Writes[w].Span.Length; i++)
                {
                    var (a, b) = (one.Writes[w].Span[i], other.Writes[w].Span[i]);
                    if (a == One && b == Other)
                        return Finding.Against($"{call.Text} leaves [{i}] unwritten");
                    if (!Say.Same(a, b))
                        return Finding.Against($"{call.Text} writes {Say.Number(a)} at [{i}] where {Say.Number(One)} stood, and {Say.Number(b)} where {Say.Number(Other)} stood");
                }

            return Finding.Fine;
        }) { Essential = true };

    private static Finding Named(string id, string again) =>
        string.IsNullOrWhiteSpace(id) ? Finding.Against("its Id is empty")
        : id != again ? Finding.Against($"one instance is '{id}' and the next '{again}'")
        : Finding.Fine;

    private static Finding Trespass<T>(T subject, Draw draw, Func<T, Draw, Call<T>> ask)
    {
        var call = ask(subject, draw);
        var answer = call.Of(subject);
        foreach (var lent in answer.Reads.Concat(answer.Writes))
            if (lent.Trespass() is { } i)
                return Finding.Against($"{call.Text} writes at [{i}] of {lent.Span.Length} numbers");
        return Finding.Fine;
    }

    private static Finding Change<T>(T subject, Draw draw, Func<T, Draw, Call<T>> ask)
    {
        var call = ask(subject, draw);
        foreach (var lent in call.Of(subject).Reads)
            if (lent.Change() is { } i)
                return Finding.Against($"{call.Text} turns {Say.Number(lent.Before[i])} at [{i}], lent to read, into {Say.Number(lent.Span[i])}");
        return Finding.Fine;
    }

    private static Finding Again<T>(Func<T> make, Draw draw, Func<T, Draw, Call<T>> ask)
    {
        var subject = make();
        var call = ask(subject, draw);
        var first = call.Of(subject);
        return first.Unlike(call.Of(subject)) is { } again ? Finding.Against($"{call.Text} gives {again}")
            : first.Unlike(call.Of(make())) is { } fresh ? Finding.Against($"{call.Text} gives {fresh} from a fresh instance")
            : Finding.Fine;
    }

    /// <summary>A few calls before, and now and then a few hundred: a count or a sum kept somewhere shows in the end.</summary>
    private static Finding Fresh<T>(Func<T> make, Draw draw, Func<T, Draw, Call<T>> ask)
    {
        var (subject, fresh) = (make(), make());
        var times = draw.Below(16) < 15 ? draw.Below(4) : draw.Below(300);
        var (other, call) = (ask(make(), draw), ask(make(), draw));
        for (var i = 0; i < times; i++)
            call.Of(subject);
        other.Of(subject);
        return call.Of(fresh).Unlike(call.Of(subject)) is { } difference
            ? Finding.Against($"{call.Text} gives {difference} after {times} calls of this and {other.Text}")
            : Finding.Fine;
    }

    private static Finding Threads<T>(Func<T> make, Draw draw, Func<T, Draw, Call<T>> ask)
    {
        const int Times = 32;
        var subject = make();
        var (mine, theirs) = (ask(make(), draw), ask(make(), draw));
        var (expected, theirsExpected) = (mine.Of(make()), theirs.Of(make()));
        var (here, there) = (0, 0);
        var neighbour = Task.Run(() =>
        {
            Volatile.Write(ref there, 1);
            Meet(ref here);
            return Differs(theirs, theirsExpected);
        });
        Meet(ref there);
        Volatile.Write(ref here, 1);
        var found = Differs(mine, expected);
        var foundThere = neighbour.GetAwaiter().GetResult();
        return (found ?? foundThere) is { } difference ? Finding.Against($"from two threads, {difference}") : Finding.Fine;

        // Without sleeping, or one would be done before the other wakes.
        static void Meet(ref int flag)
        {
            var wait = default(SpinWait);
            while (Volatile.Read(ref flag) == 0)
                wait.SpinOnce(sleep1Threshold: -1);
        }

        string? Differs(Call<T> call, Answer expected)
        {
            for (var i = 0; i < Times; i++)
                if (expected.Unlike(call.Of(subject)) is { } difference)
                    return $"{call.Text} gives {difference}";
            return null;
        }
    }
}
