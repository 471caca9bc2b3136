using Functional.Core;

namespace Functional.Host;

/// <summary>
/// TensorBoard's events, each a record (<see cref="RecordFraming"/>) with a message <c>Event</c>: wall time in seconds since 1970 (1), step (2),
/// and the file's version (3) or a summary (5). A summary is values (1): a tag (1) and a number (2) or a histogram (5). Source: event.proto,
/// summary.proto and histogram.proto of TensorFlow.
/// </summary>
internal static class EventFile
{
    /// <summary>What every file of events begins with.</summary>
    internal const string Version = "brain.Event:2";

    public static void Begin(Stream stream, double wallTime) => Write(stream, new ProtoField.Double(1, wallTime), new ProtoField.Text(3, Version));

    /// <summary>What one step showed.</summary>
    public static void Write(Stream stream, double wallTime, long step, IEnumerable<ProtoMessage> values) => Write(
        stream, new ProtoField.Double(1, wallTime), new ProtoField.Integer(2, step),
        new ProtoField.Message(5, ProtoMessage.Of(values.Select(value => new ProtoField.Message(1, value)))));

    /// <summary>A point of a curve. TensorBoard keeps 32 bits of it.</summary>
    public static ProtoMessage Number(string tag, double value) => ProtoMessage.Of(new ProtoField.Text(1, tag), new ProtoField.Single(2, (float)value));

    public static ProtoMessage Histogram(string tag, Histogram histogram) => ProtoMessage.Of(
        new ProtoField.Text(1, tag),
        new ProtoField.Message(5, ProtoMessage.Of(
            new ProtoField.Double(1, histogram.Min),
            new ProtoField.Double(2, histogram.Max),
            new ProtoField.Double(3, histogram.Count),
            new ProtoField.Double(4, histogram.Sum),
            new ProtoField.Double(5, histogram.SumOfSquares),
            Packed(6, histogram.Limits),
            Packed(7, histogram.Counts))));

    private static ProtoField.Doubles Packed(int number, IReadOnlyCollection<double> values) => new(number, Reals.Of([.. values]), 0, values.Count);

    private static void Write(Stream stream, params IEnumerable<ProtoField> fields) => RecordFraming.Write(stream, ProtoMessage.Of(fields).ToBytes());
}
