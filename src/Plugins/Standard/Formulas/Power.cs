namespace Functional.Plugins.Standard;

/// <summary>
/// u^v. For a whole v from −4 to 4 it is products of u (u² is u · u to the last bit) and one division; for every other v it is
/// <c>Elementary.Pow</c>, so a negative u has whole powers only. u^0 is 1.
/// </summary>
internal readonly struct Power : IBinaryRule
{
    // Up to u⁴ the products are within 1.5 ulp; with more factors they lose to Pow's half an ulp.
    public static T Value<T>(T u, T v)
        where T : struct, IReal<T>
    {
        var y = v.Rounded;
        return y switch
        {
            2 => u * u,
            1 => u,
            3 => u * u * u,
            0 => T.Of(1),
            4 => u * u * (u * u),
            _ => OtherPower(u, v, y),
        };
    }

    /// <summary>
    /// v · u^(v−1) · u′ + u^v · ln u · v′. A term whose factor u′, v or v′ is 0 is left out, so that a constant power of a negative
    /// number asks for no logarithm; and u^v · ln u is 0 at u = 0 for a positive v, its limit.
    /// </summary>
    public static T Slope<T>(T u, T du, T v, T dv, T a)
        where T : struct, IReal<T>
    {
        var slope = T.IsZero(du) || T.IsZero(v) ? T.Of(0) : v * Value(u, v - T.Of(1)) * du;
        return T.IsZero(dv) || (T.IsZero(u) && T.Less(T.Of(0), v)) ? slope : slope + a * T.Log(u) * dv;
    }

    private static T OtherPower<T>(T u, T v, double y)
        where T : struct, IReal<T> => y is -1 or -2 or -3 or -4 ? T.Of(1) / Value(u, -v) : T.Pow(u, v);
}
