using System.Globalization;
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
    private readonly IReadOnlyDictionary<string, SettingValue> _given;
    private readonly List<Setting> _declared = [];
    private readonly List<Problem> _problems = [];

    /// <summary>Settings for <paramref name="owner"/> found at <paramref name="where"/>.</summary>
    /// <param name="owner">Who reads them, for sentences: <c>leaky-relu</c>.</param>
    /// <param name="where">Where they stand when a value has no place of its own.</param>
    /// <param name="given">The values a person wrote.</param>
    public Settings(string owner, string where, IReadOnlyDictionary<string, SettingValue> given) =>
        (_owner, _where, _given) = (owner, where, given);

    /// <summary>No values given: every setting has its default.</summary>
    public static Settings Defaults(string owner) => new(owner, owner, new Dictionary<string, SettingValue>());

    /// <summary>What has been asked for so far, with the value in force.</summary>
    public IReadOnlyList<Setting> Declared => _declared;

    /// <summary>A finite number.</summary>
    /// <param name="name">camelCase.</param>
    /// <param name="default">Its value where nothing is given.</param>
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
            value is SettingValue.Number { Value: var x } && double.IsFinite(x) && range.Contains(x) ? x : null);
    }

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public long Integer(string name, long @default, string help, long min = long.MinValue, long max = long.MaxValue) =>
        Read(name, "whole number", @default, help, IntegerRange(min, max), value =>
            value is SettingValue.Number { Value: var x } && Math.Floor(x) == x && Math.Abs(x) <= 1L << 53 && (long)x >= min && (long)x <= max
                ? (long)x
                : null);

    /// <summary>A seed: a whole number from 0 to 2³² − 1, as NumPy takes it.</summary>
    public uint Seed(string name = "seed", uint @default = 0, string help = "which of the 2³² random streams is drawn from") =>
        (uint)Integer(name, @default, help, 0, uint.MaxValue);

    /// <summary>Yes or no.</summary>
    public bool Flag(string name, bool @default, string help) =>
        Read(name, "true or false", @default, help, "", value => value is SettingValue.Flag { Value: var x } ? x : null);

    /// <summary>Says that settings contradict each other: <c>nesterov of sgd needs a momentum above 0</c>.</summary>
    public void Require(bool holds, string name, string what, string hint)
    {
        if (!holds)
            _problems.Add(new(_given.TryGetValue(name, out var given) ? Place(given) : _where, $"{name} of {_owner} {what}", hint));
    }

    /// <summary>Everything wrong with what was given: bad values, and names nobody asked for. Call it after the recipe has read.</summary>
    public IReadOnlyList<Problem> Problems() =>
    [
        .. _problems,
        .. from given in _given
           where _declared.TrueForAll(s => s.Name != given.Key)
           select new Problem(Place(given.Value), $"{_owner} has no setting '{given.Key}'", Nearest.Hint(given.Key, _declared.Select(s => s.Name))),
    ];

    private T Read<T>(string name, string kind, T @default, string help, string range, Func<SettingValue, T?> accept)
        where T : struct
    {
        var value = @default;
        if (_given.TryGetValue(name, out var given))
        {
            if (accept(given) is { } accepted)
                value = accepted;
            else
                _problems.Add(new(Place(given), $"{name} of {_owner} cannot be {given}", $"Give a {Sentence(kind, range)}."));
        }

        _declared.Add(new(name, kind, PluginId.Text(@default), range, help, PluginId.Text(value)));
        return value;
    }

    private string Place(SettingValue given) => given.Where.Length > 0 ? given.Where : _where;

    private static string Sentence(string kind, string range) => range.Length == 0 ? kind : $"{kind} {range}";

    private static string IntegerRange(long min, long max) => (min, max) switch
    {
        (long.MinValue, long.MaxValue) => "",
        (_, long.MaxValue) => $"≥ {min}",
        (long.MinValue, _) => $"≤ {max}",
        _ => $"from {min} to {max}",
    };
}

/// <summary>One setting as a person reads about it.</summary>
/// <param name="Name">camelCase.</param>
/// <param name="Kind">number, whole number, true or false.</param>
/// <param name="Default">Its default, as text.</param>
/// <param name="Range">Allowed values, as text; empty where all are.</param>
/// <param name="Help">What it means.</param>
/// <param name="Value">The value in force, as text that parses back.</param>
public sealed record Setting(string Name, string Kind, string Default, string Range, string Help, string Value);

/// <summary>A value a person wrote, and where. A closed union.</summary>
public abstract record SettingValue(string Where)
{
    /// <summary>A number.</summary>
    public sealed record Number(string Where, double Value) : SettingValue(Where)
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>true or false.</summary>
    public sealed record Flag(string Where, bool Value) : SettingValue(Where)
    {
        /// <inheritdoc/>
        public override string ToString() => Value ? "true" : "false";
    }

    /// <summary>Text, where a number or a flag was meant.</summary>
    public sealed record Text(string Where, string Value) : SettingValue(Where)
    {
        /// <inheritdoc/>
        public override string ToString() => $"'{Value}'";
    }
}
