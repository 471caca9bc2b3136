namespace Functional.Core;

/// <summary>The functions of one number that are one operation where arithmetic is written down (<see cref="Symbol"/>, <see cref="Told"/>).</summary>
internal static class ElementaryOperations
{
    private static readonly (Func<double, double> F, ExpansionOperation Operation)[] Known =
    [
        (Elementary.Exp, ExpansionOperation.Exp),
        (Elementary.Expm1, ExpansionOperation.Expm1),
        (Elementary.Log, ExpansionOperation.Log),
        (Elementary.Log1p, ExpansionOperation.Log1p),
        (Elementary.Sin, ExpansionOperation.Sin),
        (Elementary.Cos, ExpansionOperation.Cos),
        (Elementary.Tanh, ExpansionOperation.Tanh),
        (Elementary.Sigmoid, ExpansionOperation.Sigmoid),
        (Elementary.Softplus, ExpansionOperation.Softplus),
    ];

    /// <summary>The operation that <paramref name="f"/> is, as <see cref="Elementary"/> hands it to <c>Map</c>; null where it is none.</summary>
    public static ExpansionOperation? Of(Func<double, double> f) => Known.FirstOrDefault(k => k.F == f) is { F: not null } known ? known.Operation : null;
}
