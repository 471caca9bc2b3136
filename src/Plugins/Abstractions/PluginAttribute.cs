namespace Functional.Plugins;

/// <summary>
/// Names the door of a plugin assembly: <c>[assembly: Plugin(typeof(Snake))]</c>, where <c>Snake</c> is a public class with a
/// parameterless constructor that implements <see cref="IPlugin"/>. Nothing else in the assembly is looked at.
/// </summary>
/// <param name="door">The class.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class PluginAttribute(Type door) : Attribute
{
    /// <summary>The class that registers the recipes.</summary>
    public Type Door { get; } = door;
}
