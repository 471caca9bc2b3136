using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>Where a forked run comes from: the run, the step, and the fingerprint there.</summary>
public sealed record Parentage(string Run, long Step, Fingerprint Fingerprint);

/// <summary>What a run file says about itself: pairs of key and value, sealed together with the stamps by one checksum.</summary>
public sealed record RunHeader(string Name, string Document, long Planned, string Status, string Created, Option<Parentage> Parent)
{
    /// <summary>The key whose value is the checksum of everything else.</summary>
    internal const string SealKey = "checksum";

    /// <summary>The key whose value says what the data mean.</summary>
    internal const string CardKey = "data";

    /// <summary>A file that was never finished says so: its program was killed, or still runs.</summary>
    internal const string Unfinished = "recording";

    /// <summary>Keys with a meaning of their own; a later program of the same format may write more.</summary>
    private static readonly ImmutableArray<string> Known = ["name", "document", "planned", "status", "created", "parent", "parentStep", "parentFingerprint", CardKey];

    /// <summary>Who recorded it; none in files of builds that did not say.</summary>
    public Option<Maker> Maker { get; init; }

    /// <summary>What the numbers of its data mean (see <see cref="DataCardText"/>); none in files of builds that did not say.</summary>
    internal Option<string> Card { get; init; }

    /// <summary>What a later program wrote here and this one does not know: kept as it is.</summary>
    internal Seq<(string Key, string Value)> Others { get; init; }

    internal static RunHeader Of(Experiment experiment, Option<Parentage> parent) => new(
        experiment.Name, experiment.Document, experiment.Steps, Unfinished,
        DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), parent)
    { Maker = Host.Maker.Here, Card = Some(DataCardText.Write(experiment.Card)) };

    /// <summary>All but the seal, as the file keeps them.</summary>
    internal IEnumerable<(string Key, string Value)> Pairs =>
    [
        ("name", Name), ("document", Document), ("planned", Planned.ToString(CultureInfo.InvariantCulture)), ("status", Status), ("created", Created),
        .. Parent.AsEnumerable().SelectMany(p => (IEnumerable<(string, string)>)
        [
            ("parent", p.Run), ("parentStep", p.Step.ToString(CultureInfo.InvariantCulture)), ("parentFingerprint", p.Fingerprint.ToString()),
        ]),
        .. Card.AsEnumerable().Select(card => (CardKey, card)),
        .. Maker.AsEnumerable().SelectMany(m => m.Pairs),
        .. Others,
    ];

    /// <summary>The header those pairs mean; none where one is missing or no number.</summary>
    internal static Option<RunHeader> From(IReadOnlyDictionary<string, string> pairs) =>
        from name in pairs.TryGetValue("name").Filter(IsLine)
        from document in pairs.TryGetValue("document")
        from planned in pairs.TryGetValue("planned").Bind(Count)
        from status in pairs.TryGetValue("status").Filter(IsLine)
        from created in pairs.TryGetValue("created").Filter(IsLine)
        from parent in pairs.ContainsKey("parent") ? ParentFrom(pairs).Map(Some) : Some(Option<Parentage>.None)
        from maker in pairs.Where(p => Host.Maker.IsKey(p.Key)).All(p => IsLine(p.Value)) ? Some(Host.Maker.From(pairs)) : None
        select new RunHeader(name, document, planned, status, created, parent) { Maker = maker, Card = pairs.TryGetValue(CardKey), Others = OthersOf(pairs, maker.IsSome) };

    /// <summary>XxHash3 of every key, value and field of a stamp, in order, each as UTF-8 with a zero byte behind it.</summary>
    internal static string Seal(IEnumerable<(string Key, string Value)> pairs, IEnumerable<Stamp> stamps)
    {
        var hash = new XxHash3();
        var header = pairs.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => (IEnumerable<string>)[p.Key, p.Value]);
        foreach (var text in header.Concat(stamps.SelectMany(s => (IEnumerable<string>)[s.Kind, s.Name, s.Id, s.Origin.Assembly, s.Origin.Version, s.Origin.Sha256])))
        {
            hash.Append(Encoding.UTF8.GetBytes(text));
            hash.Append([0]);
        }

        return hash.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture);
    }

    private static Option<Parentage> ParentFrom(IReadOnlyDictionary<string, string> pairs) =>
        from run in pairs.TryGetValue("parent").Filter(IsLine)
        from step in pairs.TryGetValue("parentStep").Bind(Count)
        from print in pairs.TryGetValue("parentFingerprint").Bind(text =>
            Fingerprint.TryParse(text, out var fingerprint) ? Some(fingerprint) : None)
        select new Parentage(run, step, print);

    private static Seq<(string Key, string Value)> OthersOf(IReadOnlyDictionary<string, string> pairs, bool made) => toSeq(pairs
        .Where(p => !Known.Contains(p.Key) && !(made && Host.Maker.IsKey(p.Key)))
        .OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value))).Strict();

    private static Option<long> Count(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Some(n) : None;

    /// <summary>A file from elsewhere may not draw on the terminal.</summary>
    private static bool IsLine(string text) => !text.Any(char.IsControl);
}
