using Functional.Core;
using Functional.Plugins.Standard;

namespace Functional.Plugins.Tests;

/// <summary>Formulas by their text, and trees at random.</summary>
internal static class Formulas
{
    private static readonly string[] OfOne = ["abs", "cos", "erf", "exp", "expm1", "log", "log1p", "sigmoid", "sign", "sin", "softplus", "sqrt", "tanh"];

    private static readonly Gen<Expr> Leaf = Gen.Frequency(
        (4, Gen.Const<Expr>(new Expr.Name("x"))),
        (1, Gen.OneOf("pi", "e", "a", "beta_2", "_c").Select(n => (Expr)new Expr.Name(n))),
        (2, Gen.Double[0, 3].Select(v => (Expr)new Expr.Number(v))),
        (1, Gen.OneOf(0.0, 1, 2, 0.5, 1e-300, 5e-324, double.MaxValue, 1e21, 0.1, 1e-5).Select(v => (Expr)new Expr.Number(v))));

    /// <summary>A tree with any of the language's parts.</summary>
    public static readonly Gen<Expr> Tree = Gen.Recursive<Expr>((depth, inner) => depth > 5 ? Leaf : Gen.Frequency(
        (2, Leaf),
        (1, inner.Select(u => (Expr)new Expr.Negate(u))),
        (4, Gen.Select(Gen.OneOf("+", "-", "*", "/", "^"), inner, inner).Select((op, u, v) => (Expr)new Expr.Binary(op, u, v))),
        (2, Gen.Select(Gen.OneOf(OfOne), inner).Select((f, u) => (Expr)new Expr.Call(f, [u]))),
        (1, Gen.Select(Gen.OneOf("max", "min"), inner.Array[2, 4]).Select((f, u) => (Expr)new Expr.Call(f, [.. u]))),
        (1, Gen.Select(inner, inner).Select((u, v) => (Expr)new Expr.Call("pow", [u, v])))))
        .Where(tree => Print(tree).Length <= Parser.MaxLength);

    /// <summary>A tree without kinks or poles, so that differences tell its slope.</summary>
    public static readonly Gen<Expr> Smooth = Gen.Recursive<Expr>((depth, inner) => depth > 4 ? Leaf.Where(l => l is Expr.Name or Expr.Number { Value: < 4 and > 1e-6 }) : Gen.Frequency(
        (2, Leaf.Where(l => l is Expr.Name or Expr.Number { Value: < 4 and > 1e-6 })),
        (1, inner.Select(u => (Expr)new Expr.Negate(u))),
        (3, Gen.Select(Gen.OneOf("+", "-", "*"), inner, inner).Select((op, u, v) => (Expr)new Expr.Binary(op, u, v))),
        (1, Gen.Select(inner, inner).Select((u, v) => (Expr)new Expr.Binary("/", u, new Expr.Binary("+", new Expr.Number(1), new Expr.Binary("^", v, new Expr.Number(2)))))),
        (1, Gen.Select(inner, inner).Select((u, v) => (Expr)new Expr.Binary("^", new Expr.Call("softplus", [u]), new Expr.Call("tanh", [v])))),
        (3, Gen.Select(Gen.OneOf("cos", "erf", "sigmoid", "sin", "softplus", "tanh"), inner).Select((f, u) => (Expr)new Expr.Call(f, [u]))),
        (1, inner.Select(u => (Expr)new Expr.Call("exp", [new Expr.Call("tanh", [u])]))),
        (1, inner.Select(u => (Expr)new Expr.Call("log", [new Expr.Binary("+", new Expr.Number(1.5), new Expr.Call("sigmoid", [u]))])))))
        .Where(tree => Print(tree).Length <= Parser.MaxLength);

    public static readonly Dictionary<string, double> Numbers = new() { ["a"] = 0.75, ["beta_2"] = 1.25, ["_c"] = -0.5 };

    public static string Print(Expr tree) => Printer.Text(tree, Grammar.Arithmetic);

    public static Formula Read(string text) => Formula.Read(text) is Reading<Formula>.Sound sound
        ? sound.Value
        : throw new AssertionException($"'{text}': {((Reading<Formula>.Broken)Formula.Read(text)).Error}");

    public static FormulaError? Error(string text) => (Formula.Read(text) as Reading<Formula>.Broken)?.Error;

    public static IActivation Activation(string formula, params (string Name, object Value)[] settings) =>
        Shelf.Make<IActivation>("formula", [("formula", formula), .. settings]);

    public static double[] Values(IActivation f, params double[] z)
    {
        var a = z.Select(_ => 77.0).ToArray();
        f.Forward(z, a);
        return a;
    }

    public static double[] Slopes(IActivation f, params double[] z)
    {
        var dz = z.Select(_ => 88.0).ToArray();
        f.Backward(z, Values(f, z), [.. z.Select(_ => 1.0)], dz);
        return dz;
    }
}
