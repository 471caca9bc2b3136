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

    public static void Begin(Stream stream, double wallTime) => RecordFraming.Write(stream, new ProtobufWriter().Double(1, wallTime).Text(3, Version).Written);

    /// <summary>What one step showed.</summary>
    public static void Write(Stream stream, double wallTime, long step, IEnumerable<ProtobufWriter> values)
    {
        var summary = values.Aggregate(new ProtobufWriter(), (message, value) => message.Message(1, value));
        RecordFraming.Write(stream, new ProtobufWriter().Double(1, wallTime).Int64(2, step).Message(5, summary).Written);
    }

    /// <summary>A point of a curve. TensorBoard keeps 32 bits of it.</summary>
    public static ProtobufWriter Number(string tag, double value) => new ProtobufWriter().Text(1, tag).Float(2, (float)value);

    public static ProtobufWriter Histogram(string tag, Histogram histogram) => new ProtobufWriter().Text(1, tag).Message(5, new ProtobufWriter()
        .Double(1, histogram.Min)
        .Double(2, histogram.Max)
        .Double(3, histogram.Count)
        .Double(4, histogram.Sum)
        .Double(5, histogram.SumOfSquares)
        .Packed(6, histogram.Limits)
        .Packed(7, histogram.Counts));
}
