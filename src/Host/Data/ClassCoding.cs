using System.Collections.Immutable;

namespace Functional.Host;

/// <summary>
/// Classes as numbers a network can aim at: for two classes and one output a single 0 or 1; else a column for each class, 1 in that of the
/// row's class and 0 elsewhere (one-hot).
/// </summary>
internal static class ClassCoding
{
    /// <summary>How many target columns the classes take.</summary>
    /// <param name="classes">How many classes.</param>
    /// <param name="units">The outputs of the network.</param>
    public static int Width(int classes, int units) => classes == 2 && units == 1 ? 1 : classes;

    /// <summary>Writes the class of a row into its targets, all 0 so far.</summary>
    public static void Code(int index, Span<double> targets)
    {
        if (targets.Length == 1)
            targets[0] = index;
        else
            targets[index] = 1;
    }

    /// <summary>A column name for each target.</summary>
    public static ImmutableArray<string> Names(ImmutableArray<string> classes, int width) => width == classes.Length ? classes : [$"is {classes[1]}"];
}
