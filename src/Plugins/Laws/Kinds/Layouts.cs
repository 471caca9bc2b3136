using Functional.Core;

namespace Functional.Laws;

/// <summary>Where parameters lie, drawn.</summary>
internal static class Layouts
{
    /// <summary>One to three layers that fit together, up to four units wide.</summary>
    public static ParameterLayout Any(Draw draw)
    {
        var width = 1 + draw.Below(4);
        return ParameterLayout.Of(draw.Items(() =>
        {
            var inputs = width;
            width = 1 + draw.Below(4);
            return (inputs, width, draw.Below(2) == 1);
        }, 1, 3));
    }
}
