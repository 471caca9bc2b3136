namespace Functional.Core.Tests;

/// <summary>Numbers in their smallest form come back with every bit, and are known in that form at once.</summary>
[TestFixture]
internal sealed class PackedTests
{
    private static readonly object[] Numbers =
    [
        new object[] { PackedForm.Codes, (Func<int, double>)(i => i % 3 == 0 ? -0.0 : i % 255 / 255.0) },
        new object[] { PackedForm.Singles, (Func<int, double>)(i => (float)(i * 0.001)) },
        new object[] { PackedForm.Doubles, (Func<int, double>)(i => i * 0.001) },
    ];

    [TestCaseSource(nameof(Numbers))]
    public void Every_form_comes_back(PackedForm form, Func<int, double> number)
    {
        var values = Reals.Of([.. Enumerable.Range(0, Packed.WorthIt).Select(number)]);
        var packed = Packed.Of(values);
        var back = Packed.Unpack(packed.Form, packed.ToBytes(), Reals.Of(packed.Meaning));
        Assert.That((packed.Form, back), Is.EqualTo((form, values)));
        Assert.That(Packed.Of(back).Form, Is.EqualTo(form));
        Assert.That(Packed.Of(back).ToBytes(), Is.EqualTo(packed.ToBytes()));
        Assert.That(Packed.Of(back).Meaning.ToArray(), Is.EqualTo(packed.Meaning.ToArray()));
    }

    [Test]
    public void A_code_without_a_meaning_and_half_a_number_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Packed.Unpack(PackedForm.Codes, [0, 1, 2], Reals.Of(5, 6)));
        Assert.Throws<ArgumentException>(() => Packed.Unpack(PackedForm.Codes, [0], Reals.Empty));
        Assert.Throws<ArgumentOutOfRangeException>(() => Packed.Unpack(PackedForm.Singles, [1, 2, 3], Reals.Empty));
        Assert.That(Packed.Unpack(PackedForm.Codes, [1, 0, 1], Reals.Of(5, 6)), Is.EqualTo(Reals.Of(6, 5, 6)));
    }
}
