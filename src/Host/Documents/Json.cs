namespace Functional.Host;

/// <summary>JSON values the program writes itself; they stand nowhere.</summary>
internal static class Json
{
    private static readonly Place Nowhere = new("");

    public static JsonTree Object(IEnumerable<(string Name, JsonTree Value)> members) =>
        new JsonTree.Object(Nowhere, [.. members.Select(m => new Member(Nowhere, m.Name, m.Value))]);

    public static JsonTree Object(params (string Name, JsonTree Value)[] members) => Object(members.AsEnumerable());

    public static JsonTree Array(IEnumerable<JsonTree> items) => new JsonTree.Array(Nowhere, [.. items]);

    public static JsonTree Number(double value) => new JsonTree.Number(Nowhere, value);

    public static JsonTree Text(string value) => new JsonTree.Text(Nowhere, value);

    public static JsonTree Flag(bool value) => new JsonTree.Flag(Nowhere, value);

    /// <summary>The same value with another place, all the way down.</summary>
    public static JsonTree Moved(this JsonTree tree, Place place) => tree switch
    {
        JsonTree.Object o => new JsonTree.Object(place, [.. o.Members.Select(m => new Member(place, m.Name, m.Value.Moved(place)))]),
        JsonTree.Array a => new JsonTree.Array(place, [.. a.Items.Select(i => i.Moved(place))]),
        _ => tree with { Place = place },
    };
}
