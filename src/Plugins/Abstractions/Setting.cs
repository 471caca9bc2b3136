using System.Collections.Immutable;
using System.Globalization;

namespace Functional.Plugins;

/// <summary>One setting as a person reads about it.</summary>
/// <param name="Name">camelCase.</param>
/// <param name="Kind">number, whole number, true or false, text, one of …, list of numbers.</param>
/// <param name="Default">Its default, as text.</param>
/// <param name="Range">Allowed values, as text; empty where all are.</param>
/// <param name="Help">What it means.</param>
/// <param name="InForce">The value in force.</param>
public sealed record Setting(string Name, string Kind, string Default, string Range, string Help, SettingValue InForce)
{
    /// <summary>Other words a document may use for it.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The value in force, as text that parses back.</summary>
    public string Value => InForce is SettingValue.Text text ? text.Value : InForce.ToString();

    /// <inheritdoc/>
    public bool Equals(Setting? other) =>
        other is not null
        && (Name, Kind, Default, Range, Help, InForce) == (other.Name, other.Kind, other.Default, other.Range, other.Help, other.InForce)
        && Aliases.AsSpan().SequenceEqual(other.Aliases.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Kind, Default, Range, Help, InForce, Aliases.Length);
}

/// <summary>A value a person wrote, and where. A closed union.</summary>
public abstract record SettingValue(string Where)
{
    /// <summary>A number.</summary>
    public sealed record Number(string Where, double Value) : SettingValue(Where)
    {
        /// <inheritdoc/>
        public override string ToString() => PluginId.Text(Value);
    }

    /// <summary>true or false.</summary>
    public sealed record Flag(string Where, bool Value) : SettingValue(Where)
    {
        /// <inheritdoc/>
        public override string ToString() => PluginId.Text(Value);
    }

    /// <summary>Text: a word or a formula.</summary>
    public sealed record Text(string Where, string Value) : SettingValue(Where)
    {
        /// <summary>The text as a sentence bears it, where that is another: cut short, without control characters.</summary>
        public string Shown { get; init; } = Value;

        /// <inheritdoc/>
        public override string ToString() => $"'{Shown}'";
    }

    /// <summary>A list of numbers.</summary>
    public sealed record List(string Where, ImmutableArray<double> Values) : SettingValue(Where)
    {
        /// <inheritdoc/>
        public bool Equals(List? other) => other is not null && Where == other.Where && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Where, Values.Length);

        /// <inheritdoc/>
        public override string ToString() => PluginId.Text(Values);
    }

    /// <summary>What no setting is: null, an object, a list of anything but numbers.</summary>
    /// <param name="Where">Where it stands.</param>
    /// <param name="Shown">As a sentence bears it: cut short, without control characters.</param>
    public sealed record Other(string Where, string Shown) : SettingValue(Where)
    {
        /// <inheritdoc/>
        public override string ToString() => Shown;
    }

    /// <summary>What a strategy uses, as a value without a place.</summary>
    internal static SettingValue Of(object value) => value switch
    {
        bool flag => new Flag("", flag),
        string text => new Text("", text),
        ImmutableArray<double> list => new List("", list),
        _ => new Number("", Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };
}
