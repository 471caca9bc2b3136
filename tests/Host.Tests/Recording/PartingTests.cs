using static LanguageExt.Prelude;

namespace Functional.Host.Tests;

/// <summary>Where two histories part is found by asking a few times, not by walking.</summary>
public static class PartingTests
{
    [Test]
    public static void It_is_the_first_difference_and_takes_a_logarithm_of_questions() =>
        Gen.Select(Gen.Long[0, 1_000_000_000_000], Gen.Double[0, 12], Gen.Double[0, 1.2]).Sample((from, size, place) =>
        {
            var length = (long)Math.Pow(10, size);
            var (to, first, asked) = (from + length, from + (long)(place * length), 0);
            var parting = Runs.Right(Parting.Find(from, to, step =>
            {
                asked++;
                Assert.That(step, Is.InRange(from, to));
                return step < first;
            }));
            Assert.That(parting, Is.EqualTo(new Parting(from, to, first <= to ? Some(first) : None)));
            Assert.That(asked, Is.LessThanOrEqualTo(2 + Math.Log2(length + 1)));
        }, iter: 5_000);

    [Test]
    public static void Without_a_step_in_common_nothing_is_asked() =>
        Assert.That(Runs.Right(Parting.Find(8, 7, _ => throw new AssertionException("asked"))).HasNoStepInCommon, Is.True);

    [Test]
    public static void What_cannot_be_read_is_the_answer() =>
        Runs.Refused(Parting.Find(0, 9, step => step == 4 ? Failure.Of(ExitCode.RunFile, "a", "step 4 is missing") : false), ExitCode.RunFile, "step 4 is missing");
}
