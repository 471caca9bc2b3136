using System.Buffers.Binary;
using System.Globalization;
using Tensorboard;

namespace Functional.Interop.Histories.Tests;

/// <summary>Our files of events, read with the messages that TensorFlow's own definitions generate.</summary>
public sealed class EventTests
{
    private ExportedHistories _exported = null!;

    [OneTimeSetUp]
    public void Export() => _exported = new();

    [OneTimeTearDown]
    public void Leave() => _exported.Dispose();

    [TestCaseSource(typeof(ExportedHistories), nameof(ExportedHistories.Runs))]
    public void The_curves_are_those_of_the_table(string run)
    {
        var (names, rows) = _exported.Csv(run);
        var events = Events(run).ToList();
        Assert.That(events[0].FileVersion, Is.EqualTo("brain.Event:2"));
        Assert.That((events[1].Step, events[^1].Step), Is.EqualTo((long.Parse(rows[0][0], CultureInfo.InvariantCulture), long.Parse(rows[^1][0], CultureInfo.InvariantCulture))));
        foreach (var told in events.Skip(1))
        {
            Assert.That(told.WallTime - told.Step, Is.EqualTo(events[0].WallTime));
            foreach (var value in told.Summary.Value.Where(v => v.ValueCase == Summary.Types.Value.ValueOneofCase.SimpleValue))
                Assert.That(value.SimpleValue, Is.EqualTo((float)double.Parse(rows[told.Step][Array.IndexOf(names, value.Tag)], CultureInfo.InvariantCulture)), $"{value.Tag} at {told.Step}");
        }
    }

    [TestCase("article", 1)]
    [TestCase("xor", 4)]
    public void The_histograms_count_the_parameters_of_the_table(string run, int tensors)
    {
        var (names, rows) = _exported.Csv(run);
        var seen = 0;
        foreach (var told in Events(run).Skip(1))
            foreach (var value in told.Summary.Value.Where(v => v.ValueCase == Summary.Types.Value.ValueOneofCase.Histo))
            {
                seen++;
                var numbers = names.Select((name, i) => (name, i)).Where(c => c.name.StartsWith(value.Tag + "[", StringComparison.Ordinal))
                    .Select(c => double.Parse(rows[told.Step][c.i], CultureInfo.InvariantCulture)).ToList();
                var histogram = value.Histo;
                Assert.That((histogram.Num, histogram.Min, histogram.Max, histogram.Sum), Is.EqualTo(((double)numbers.Count, numbers.Min(), numbers.Max(), numbers.Sum())));
                Assert.That(histogram.BucketLimit, Is.Ordered.And.Count.EqualTo(histogram.Bucket.Count));
                var below = double.NegativeInfinity;
                foreach (var (limit, count) in histogram.BucketLimit.Zip(histogram.Bucket))
                {
                    Assert.That(count, Is.EqualTo(numbers.Count(x => x >= below && x < limit)));
                    below = limit;
                }
            }

        Assert.That(seen, Is.GreaterThan(100 * tensors).And.LessThanOrEqualTo(201 * tensors));
    }

    private IEnumerable<Event> Events(string run)
    {
        var bytes = File.ReadAllBytes(_exported[run + ".tfevents"]);
        for (var at = 0; at < bytes.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
            yield return Event.Parser.ParseFrom(bytes, at + 12, length);
            at += 12 + length + 4;
        }
    }
}
