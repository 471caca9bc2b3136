using System.Collections.Immutable;

namespace Functional.Host;

/// <summary>A JSON value that remembers where it stands. Numbers are finite doubles, names in an object are unique. A closed union.</summary>
public abstract record JsonTree
{
    private JsonTree(Place place) => Place = place;

    /// <summary>Where the value begins.</summary>
    public Place Place { get; init; }

    /// <summary>Members in the order they were written.</summary>
    public sealed record Object(Place Place, ImmutableArray<Member> Members) : JsonTree(Place)
    {
        /// <summary>The value called <paramref name="name"/>, or null.</summary>
        public JsonTree? Find(string name) => IndexOf(name) is var index and >= 0 ? Members[index].Value : null;

        /// <summary>Which member is called <paramref name="name"/>, or −1.</summary>
        public int IndexOf(string name)
        {
            for (var i = 0; i < Members.Length; i++)
                if (Members[i].Name == name)
                    return i;
            return -1;
        }
    }

    /// <summary>Values in order.</summary>
    public sealed record Array(Place Place, ImmutableArray<JsonTree> Items) : JsonTree(Place);

    /// <summary>A finite number.</summary>
    public sealed record Number(Place Place, double Value) : JsonTree(Place);

    /// <summary>Text: well-formed Unicode.</summary>
    public sealed record Text(Place Place, string Value) : JsonTree(Place);

    /// <summary>true or false.</summary>
    public sealed record Flag(Place Place, bool Value) : JsonTree(Place);

    /// <summary>null.</summary>
    public sealed record Null(Place Place) : JsonTree(Place);
}

/// <summary>A named value of an object.</summary>
/// <param name="Place">Where the name stands.</param>
/// <param name="Name">Unique in its object.</param>
/// <param name="Value">The value.</param>
public sealed record Member(Place Place, string Name, JsonTree Value);
