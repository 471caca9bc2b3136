using System.Collections.Immutable;
using Functional.Core;

namespace Functional.Plugins;

/// <summary>
/// The settings of one strategy, read and described in one breath: asking for a setting declares its name, default, range and
/// meaning, and returns the given value or the default. A value that is wrong becomes a <see cref="Problem"/> and the default is
/// returned, so a recipe always sees sound numbers and every problem is found in one go.
/// </summary>
public sealed class Settings
{
    /// <summary>The setting every optimizer has.</summary>
    public const string LearningRate = "learningRate";

    private readonly string _owner;
    private readonly string _where;
    private readonly Dictionary<string, SettingValue> _given;
    private readonly List<Setting> _declared = [];
    private readonly List<Problem> _problems = [];
    private readonly List<Problem> _faults = [];
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly List<(string Other, string Name)> _aliases = [];
    private bool _overlooks;

    /// <summary>Settings for <paramref name="owner"/> found at <paramref name="where"/>.</summary>
    /// <param name="owner">Who reads them, for sentences: <c>leaky-relu</c>.</param>
    /// <param name="where">Where they stand when a value has no place of its own.</param>
    /// <param name="given">The values a person wrote.</param>
    public Settings(string owner, string where, IReadOnlyDictionary<string, SettingValue> given) =>
        (_owner, _where, _given) = (owner, where, new(given, StringComparer.Ordinal));

    /// <summary>No values given: every setting has its default.</summary>
    public static Settings Defaults(string owner) => new(owner, owner, new Dictionary<string, SettingValue>());

    /// <summary>What has been asked for so far, with the value in force.</summary>
    public IReadOnlyList<Setting> Declared => _declared;

    /// <summary>
    /// What is wrong with the recipe and not with what was given: a default that its own range refuses, which would make a document that
    /// nobody can read again. Each stands at <c>plugin OWNER</c>; none is among the <see cref="Problems"/>, which are a person's.
    /// </summary>
    public IReadOnlyList<Problem> Faults => _faults;

    /// <summary>A finite number.</summary>
    /// <param name="name">camelCase.</param>
    /// <param name="default">Its value where nothing is given; an infinity on a side without a bound stands for "no such bound".</param>
    /// <param name="help">What it means, as a half sentence.</param>
    /// <param name="min">The least allowed value.</param>
    /// <param name="max">The greatest allowed value.</param>
    /// <param name="below">A bound the value must stay strictly under, for rates such as β &lt; 1.</param>
    /// <param name="above">A bound the value must stay strictly over, for sizes such as ε &gt; 0.</param>
    public double Number(
        string name, double @default, string help,
        double min = double.NegativeInfinity, double max = double.PositiveInfinity,
        double below = double.PositiveInfinity, double above = double.NegativeInfinity)
    {
        var range = new NumberRange(min, max, above, below);
        return Read(name, "number", @default, help, range.ToString(), value =>
            value is SettingValue.Number { Value: var x } && double.IsFinite(x) && range.Contains(x) ? x : null, unbounded: range.IsOpenAt(@default));
    }

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public long Integer(string name, long @default, string help, long min = long.MinValue, long max = long.MaxValue) =>
        Read(name, "whole number", @default, help, NumberRange.Whole(min, max), value =>
            value is SettingValue.Number { Value: var x } && Math.Floor(x) == x && Math.Abs(x) <= NumberRange.LargestWhole && (long)x >= min && (long)x <= max
                ? (long)x
                : null);

    /// <summary>A seed: a whole number from 0 to 2³² − 1, as NumPy takes it.</summary>
    public uint Seed(string name = "seed", uint @default = 0, string help = "which of the 2³² random streams is drawn from") =>
        (uint)Integer(name, @default, help, 0, uint.MaxValue);

    /// <summary>Yes or no.</summary>
    public bool Flag(string name, bool @default, string help) =>
        Read(name, "true or false", @default, help, "", value => value is SettingValue.Flag { Value: var x } ? x : null);

    /// <summary>One of a few words.</summary>
    public string Choice(string name, string @default, string help, params string[] words) =>
        ReadAny<string?>(name, "one of", @default, help, string.Join(", ", words), value =>
            value is SettingValue.Text { Value: var x } && words.Contains(x) ? x : null)!;

    /// <summary>Any text.</summary>
    public string Text(string name, string @default, string help) =>
        ReadAny<string?>(name, "text", @default, help, "", value => value is SettingValue.Text { Value: var x } ? x : null)!;

    /// <summary>A list of finite numbers, each from <paramref name="min"/> to <paramref name="max"/>; may be empty.</summary>
    public ImmutableArray<double> Numbers(
        string name, ImmutableArray<double> @default, string help, double min = double.NegativeInfinity, double max = double.PositiveInfinity)
    {
        var range = new NumberRange(min, max, double.NegativeInfinity, double.PositiveInfinity);
        return ReadAny<ImmutableArray<double>?>(name, "list of numbers", @default, help, range.ToString(), value =>
            ListSetting.Of(value) is { } list && list.All(x => double.IsFinite(x) && range.Contains(x)) ? list : null)!.Value;
    }

    /// <summary>A list of whole numbers, each <paramref name="min"/> or more and larger than the one before it; may be empty.</summary>
    public ImmutableArray<long> Rising(string name, ImmutableArray<long> @default, string help, long min = 0)
    {
        var list = ReadAny<ImmutableArray<double>?>(
            name, "rising list of whole numbers", [.. @default.Select(x => (double)x)], help, $"≥ {min}", value =>
                ListSetting.Of(value) is { } given && ListSetting.IsRising(given, min) ? given : null)!.Value;
        return [.. list.Select(x => (long)x)];
    }

    /// <summary>Another word for a setting: whoever writes <paramref name="other"/> means <paramref name="name"/>. Say it before reading.</summary>
    public void Alias(string other, string name)
    {
        _aliases.Add((other, name));
        if (!_given.Remove(other, out var value))
            return;
        if (!_given.TryAdd(name, value))
            _problems.Add(new(Place(value), $"{other} of {_owner} is another word for {name}, which is given too", "Say it once."));
    }

    /// <summary>Says that settings contradict each other: <c>nesterov of sgd needs a momentum above 0</c>.</summary>
    public void Require(bool holds, string name, string what, string hint)
    {
        if (!holds)
            _problems.Add(new(_given.TryGetValue(name, out var given) ? Place(given) : _where, $"{name} of {_owner} {what}", hint));
    }

    /// <summary>Whether a value was given, sound or not: for a setting without a default.</summary>
    public bool Has(string name) => _given.ContainsKey(name);

    /// <summary>Says what is wrong inside a setting, in a sentence of its own: <c>at character 9 there is no function 'tahn'</c>.</summary>
    public void Refuse(string name, string what, string hint)
    {
        _refused.Add(name);
        _problems.Add(new(_given.TryGetValue(name, out var given) ? Place(given) : _where, what, hint));
    }

    /// <summary>Whether what was given for a setting has been refused.</summary>
    public bool IsRefused(string name) => _refused.Contains(name);

    /// <summary>Says that names nobody asks for are to pass: which settings there are hangs on one that has been refused.</summary>
    public void Overlook() => _overlooks = true;

    /// <summary>Everything wrong with what was given: bad values, and names nobody asked for. Call it after the recipe has read.</summary>
    public IReadOnlyList<Problem> Problems() =>
    [
        .. _problems,
        .. from given in _given
           where !_overlooks && !_refused.Contains(given.Key) && _declared.TrueForAll(s => s.Name != given.Key)
           select new Problem(Place(given.Value), $"{_owner} has no setting '{given.Key}'", Known(given.Key)),
    ];

    /// <summary>Another word for a setting may be what was meant, but the list of what is known has each setting once.</summary>
    private string Known(string typed) => Nearest.Of(typed, _declared.Select(s => s.Name).Concat(_aliases.Select(a => a.Other))) is { } near
        ? $"Did you mean '{near}'?"
        : Nearest.Hint(typed, _declared.Select(s => s.Name));

    private T Read<T>(string name, string kind, T @default, string help, string range, Func<SettingValue, T?> accept, bool unbounded = false)
        where T : struct =>
        ReadAny<T?>(name, kind, @default, help, range, accept, unbounded)!.Value;

    private T ReadAny<T>(string name, string kind, T @default, string help, string range, Func<SettingValue, T> accept, bool unbounded = false)
    {
        var usual = SettingValue.Of(@default!);
        if (!unbounded && accept(usual) is null)
            _faults.Add(new($"plugin {_owner}", $"the default of {name}, {usual}, is outside its own range ({(range.Length == 0 ? $"a {kind}" : range)})", "This is a fault of the plugin."));
        var value = @default;
        if (_given.TryGetValue(name, out var given))
        {
            if (accept(given) is { } accepted)
                value = accepted;
            else
                Refuse(name, $"{name} of {_owner} cannot be {given}", $"Give {Sentence(kind, range)}.");
        }

        _declared.Add(new(name, kind, PluginId.Text(@default!), range, help, SettingValue.Of(value!))
        {
            Aliases = [.. _aliases.Where(a => a.Name == name).Select(a => a.Other)],
        });
        return value;
    }

    private string Place(SettingValue given) => given.Where.Length > 0 ? given.Where : _where;

    private static string Sentence(string kind, string range) => (kind == "one of" ? "" : "a ") + (range.Length == 0 ? kind : $"{kind} {range}");
}
