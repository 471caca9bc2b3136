namespace Functional.Host;

/// <summary>A label's place: its box, and the two ends of its leader.</summary>
internal sealed record LabelPlace(Box Box, (double X, double Y) From, (double X, double Y) To);

/// <summary>
/// Finds room for a mark's label: in the frame, off every curve, dot and label. Places are tried around the dot from near
/// to far, above first; the first free one wins, so the result depends on nothing but the picture.
/// </summary>
internal static class LabelPlacer
{
    /// <summary>Clear space around a label.</summary>
    private const double Clear = 7;

    /// <summary>The leader starts at the dot's rim.</summary>
    internal const double Rim = 7.5;

    private static readonly double[] Distances = [20, 30, 44, 62, 86, 118, 160, 215, 285, 370, 480];

    /// <summary>Directions in degrees, counter-clockwise from the right; up and to the side reads best.</summary>
    private static readonly double[] Angles = [50, 65, 35, 90, 20, 115, 130, 150, 0, 180, -25, -45, -65, -90, -115, -135, -160];

    /// <summary>A free place for a label of this size, or null where there is none.</summary>
    internal static LabelPlace? Find(
        (double X, double Y) dot, double width, double height, Box frame,
        IReadOnlyList<(double X, double Y)[]> lines, IReadOnlyList<Box> taken)
    {
        foreach (var mayCross in new[] { false, true })
            foreach (var distance in Distances)
                foreach (var angle in Angles)
                    if (At(dot, width, height, distance, angle) is var place && IsFree(place, frame, lines, taken, mayCross))
                        return place;
        return null;
    }

    private static LabelPlace At((double X, double Y) dot, double width, double height, double distance, double angle)
    {
        var (right, up) = (Math.Cos(angle * Math.PI / 180), Math.Sin(angle * Math.PI / 180));
        var end = (X: dot.X + (right * distance), Y: dot.Y - (up * distance));
        var isAside = Math.Abs(right) > 0.5;
        var x = isAside ? (right > 0 ? end.X + 5 : end.X - 5 - width) : end.X - (width / 2);
        var y = isAside ? end.Y - (height / 2) : up > 0 ? end.Y - 3 - height : end.Y + 3;
        return new LabelPlace(new Box(x, y, width, height), (dot.X + (right * Rim), dot.Y - (up * Rim)), end);
    }

    private static bool IsFree(
        LabelPlace place, Box frame, IReadOnlyList<(double X, double Y)[]> lines, IReadOnlyList<Box> taken, bool mayCross)
    {
        var room = place.Box.Grown(Clear);
        if (!frame.Holds(place.Box.Grown(2)) || taken.Any(room.Meets)) return false;
        var (from, to) = (place.From, place.To);
        foreach (var line in lines)
            for (var i = 0; i < line.Length; i++)
            {
                var (a, b) = (line[Math.Max(0, i - 1)], line[i]);
                if (Crosses(room, a, b) || (!mayCross && Cross(from, to, a, b))) return false;
            }
        return true;
    }

    /// <summary>Whether a segment has a point in a box (Liang and Barsky 1984).</summary>
    private static bool Crosses(Box box, (double X, double Y) a, (double X, double Y) b)
    {
        var (enter, leave) = (0.0, 1.0);
        return Cut(a.X - b.X, a.X - box.X) && Cut(b.X - a.X, box.Right - a.X)
            && Cut(a.Y - b.Y, a.Y - box.Y) && Cut(b.Y - a.Y, box.Bottom - a.Y);

        bool Cut(double slope, double reach)
        {
            if (slope == 0) return reach >= 0;
            var t = reach / slope;
            if (slope < 0) enter = Math.Max(enter, t);
            else leave = Math.Min(leave, t);
            return enter <= leave;
        }
    }

    /// <summary>Whether two segments cross.</summary>
    private static bool Cross((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d) =>
        Side(a, b, c) * Side(a, b, d) < 0 && Side(c, d, a) * Side(c, d, b) < 0;

    private static double Side((double X, double Y) a, (double X, double Y) b, (double X, double Y) p) =>
        ((b.X - a.X) * (p.Y - a.Y)) - ((b.Y - a.Y) * (p.X - a.X));
}
