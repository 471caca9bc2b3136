using Functional.Core;
using Functional.Plugins;

namespace Functional.Laws.Tests;

/// <summary>What a person writes as a formula obeys the laws of an activation as the shelf does.</summary>
[TestFixture]
internal sealed class FormulaTests
{
    private static readonly string[] Formulas =
    [
        "max(0, x) + 0.1 * min(0, x)", "log(1 + exp(x))", "0.5 * x * (1 + erf(x / sqrt(2)))", "min(6, max(0, x))", "abs(x)", "sin(x)^2 + x",
        "(exp(x) - exp(-x)) / (exp(x) + exp(-x))", "x * max(0, min(1, x / 6 + 0.5))", "3", "sign(x)", "x / (1 + abs(x))", "exp(-x^2)", "x^2 / (1 + x^2)",
    ];

    private static IEnumerable<TestCaseData> Cases =>
        from formula in Formulas
        from law in Lawbook.Activations
        select new TestCaseData(law, formula).SetName($"{formula.Replace('.', '·')}: {law.Name}");

    [TestCaseSource(nameof(Cases))]
    public void A_formula_is_lawful(Law<IActivation> law, string formula)
    {
        var verdict = law.Try(() => Shelf.Recipe<IActivation>("formula").Build(new("formula", "formula", new Dictionary<string, SettingValue>
        {
            ["formula"] = new SettingValue.Text("formula", formula),
        })));
        Assert.That(verdict.Holds, $"{verdict}");
    }
}
