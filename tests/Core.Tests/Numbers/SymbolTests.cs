namespace Functional.Core.Tests;

/// <summary>What a formula over lanes says of itself, and that one which cannot is told from one which can, in the end.</summary>
public sealed class SymbolTests
{
    private static readonly (ExpansionOperation Operation, Func<Symbol, Symbol> Formula)[] Functions =
    [
        (ExpansionOperation.Exp, Elementary.Exp),
        (ExpansionOperation.Expm1, Elementary.Expm1),
        (ExpansionOperation.Log, Elementary.Log),
        (ExpansionOperation.Log1p, Elementary.Log1p),
        (ExpansionOperation.Sin, Elementary.Sin),
        (ExpansionOperation.Cos, Elementary.Cos),
        (ExpansionOperation.Tanh, Elementary.Tanh),
        (ExpansionOperation.Sigmoid, Elementary.Sigmoid),
        (ExpansionOperation.Softplus, Elementary.Softplus),
        (ExpansionOperation.Sqrt, Symbol.Sqrt),
        (ExpansionOperation.Abs, Symbol.Abs),
        (ExpansionOperation.Negate, x => -x),
    ];

    [Test]
    public void A_function_of_one_number_is_one_operation()
    {
        foreach (var (operation, formula) in Functions)
        {
            var expansion = Expansion.Of(formula);
            Assert.That((expansion.Trouble, expansion.Result.Operation), Is.EqualTo(((string?)null, operation)));
            Assert.That(expansion.Result.Parts.Single(), Is.SameAs(expansion.Input));
        }
    }

    [Test]
    public void The_error_function_is_its_polynomials_and_one_exponential()
    {
        var expansion = Expansion.Of(Elementary.Erf);
        Assert.Multiple(() =>
        {
            Assert.That(expansion.Trouble, Is.Null);
            Assert.That(Expansion.InOrder(expansion.Result).Count(n => n.Operation == ExpansionOperation.Exp), Is.EqualTo(1));
        });
    }

    [Test]
    public void Every_operation_comes_once_and_after_its_parts()
    {
        // Forty doublings: a walk along every path would not end.
        var expansion = Expansion.Of(x => Enumerable.Range(0, 40).Aggregate(x, (sum, _) => sum + sum));
        var order = Expansion.InOrder(expansion.Result);
        Assert.Multiple(() =>
        {
            Assert.That(order, Has.Count.EqualTo(41));
            Assert.That(order.Select((n, i) => n.Parts.All(p => order.Take(i).Contains(p))), Is.All.True);
        });
    }

    [Test]
    public void Masks_are_chosen_by_and_combined()
    {
        var expansion = Expansion.Of(x => Symbol.Select(((x > 1) & ~(x >= 3)) | ((x < -1) ^ (x <= -3)), x, Symbol.CopySign(2, x)));
        Assert.That(expansion.Trouble, Is.Null);
    }

    [Test]
    public void What_no_operation_says_is_told()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Expansion.Of(x => Symbol.AddBits(x, 1)).Trouble, Is.EqualTo("works on the bits of numbers"));
            Assert.That(Expansion.Of(x => 1 + Symbol.ShiftBitsLeft(x, 3)).Trouble, Is.EqualTo("works on the bits of numbers"));
            Assert.That(Expansion.Of(x => x ^ -0.0).Trouble, Is.EqualTo("works on the bits of numbers"));
            Assert.That(Expansion.Of(x => Symbol.Map(x, y => y + 1)).Trouble, Is.EqualTo("calls a function of single numbers"));
            Assert.That(Expansion.Of(x => (x > 0) * 2).Trouble, Is.EqualTo("computes with the outcome of a comparison"));
            Assert.That(Expansion.Of(x => Symbol.Select(x, 1, 2)).Trouble, Is.EqualTo("chooses by a number instead of a comparison"));
            Assert.That(Expansion.Of(x => x > 0).Trouble, Is.EqualTo("gives the outcome of a comparison and no number"));
            Assert.That(Expansion.Of(x => x + new Symbol(Expansion.Of(y => y).Input)).Trouble, Is.EqualTo("keeps what another formula was of"));
            Assert.That(Expansion.Of(x => Symbol.Select(x > 0, x, Symbol.AddBits(x, 1) * 0)).Trouble, Is.Not.Null);
        });
    }

    [Test]
    public void What_is_not_used_is_no_trouble() =>
        Assert.That(Expansion.Of(x =>
        {
            _ = Symbol.AddBits(x, 1);
            return x;
        }).Trouble, Is.Null);

    [Test]
    public void A_formula_that_goes_on_while_numbers_say_so_ends()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Expansion.Of(Halved).Trouble, Is.EqualTo("takes more operations than an expansion may have"));
            Assert.That(Expansion.Of(Counted).Trouble, Is.EqualTo("takes more operations than an expansion may have"));
        });
    }

    private static T Halved<T>(T x)
        where T : struct, ILanes<T>
    {
        while (T.Any(x > 1))
            x = T.Select(x > 1, 0.5 * x, x);
        return x;
    }

    private static T Counted<T>(T x)
        where T : struct, ILanes<T>
    {
        var most = 0.0;
        while (!T.All(x < most))
            most++;
        return x + most;
    }
}
