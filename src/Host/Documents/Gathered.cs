using System.Collections.Immutable;
using System.Globalization;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Many validations as one: all values, or all problems.</summary>
internal static class Gathered
{
    /// <summary>Twenty sentences of one sort make their point; a million bad keys must not take a minute to say.</summary>
    private const int Enough = 20;

    /// <summary>All values in order, or the problems of all parts.</summary>
    public static Validation<Problem, ImmutableArray<T>> All<T>(IEnumerable<Validation<Problem, T>> parts)
    {
        var values = ImmutableArray.CreateBuilder<T>();
        var problems = new List<Problem>();
        foreach (var part in parts)
            part.Match(Succ: values.Add, Fail: found => problems.AddRange(found));
        return problems.Count == 0
            ? Success<Problem, ImmutableArray<T>>(values.ToImmutable())
            : Fail<Problem, ImmutableArray<T>>(Few(problems));
    }

    /// <summary>Nothing, unless there are problems.</summary>
    public static Validation<Problem, Unit> Unless(IEnumerable<Problem> problems) =>
        Few(problems) is { IsEmpty: false } few ? Fail<Problem, Unit>(few) : Success<Problem, Unit>(unit);

    /// <summary>The value, if the check beside it found nothing.</summary>
    public static Validation<Problem, T> If<T>(this Validation<Problem, T> value, Validation<Problem, Unit> check) =>
        (value, check).Apply((v, _) => v);

    /// <summary>The value that two validations make together, where making it can fail too.</summary>
    public static Validation<Problem, T> Flat<T>(this Validation<Problem, Validation<Problem, T>> value) => value.Bind(identity);

    /// <summary>
    /// Each problem once, a hundred at most, from the top of <paramref name="file"/> to its end: those of a part come again with
    /// everything that is made from it.
    /// </summary>
    public static Validation<Problem, T> Tidy<T>(this Validation<Problem, T> value, string file) => value.Match(
        Succ: Success<Problem, T>,
        Fail: problems => Fail<Problem, T>(toSeq(problems.Distinct().OrderBy(p => PositionIn(file, p.Where)).Take(100).ToList())));

    private static (int Line, int Column) PositionIn(string file, string where) =>
        where.StartsWith(file + ":", StringComparison.Ordinal)
        && where[(file.Length + 1)..].Split(':', 3) is [var line, var column, ..]
        && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var l)
        && int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var c)
            ? (l, c)
            : (int.MaxValue, 0);

    private static Seq<Problem> Few(IEnumerable<Problem> problems)
    {
        var few = problems.Take(Enough + 1).ToList();
        return few.Count <= Enough
            ? toSeq(few)
            : toSeq(few.Take(Enough).Append(new Problem(few[Enough].Where, "there is more like this from here on", "Mend these first.")).ToList());
    }
}
