using System.Buffers.Binary;
using System.Text;

namespace Functional.Host.Tests;

/// <summary>One value of an event: a point, or a histogram.</summary>
internal sealed record ReadValue(string Tag, float? Number, double[] Moments, double[] Limits, double[] Counts);

/// <summary>One event.</summary>
internal sealed record ReadEvent(double WallTime, long Step, string Version, List<ReadValue> Values);

/// <summary>A reader of TensorBoard's files that knows only the format: both checksums of each record, bit by bit, and the fields of its messages.</summary>
internal static class EventReading
{
    public static List<ReadEvent> Of(byte[] file)
    {
        var events = new List<ReadEvent>();
        for (var at = 0; at < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)), Is.EqualTo(Masked(file.AsSpan(at, 8))));
            var record = file.AsSpan(at + 12, length);
            Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)), Is.EqualTo(Masked(record)));
            events.Add(Event(record));
            at += 16 + length;
        }

        return events;
    }

    /// <summary>The checksum by its definition: the reflected polynomial 0x82F63B78, one bit at a time.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0x82F63B78;
        }

        return ~crc;
    }

    private static uint Masked(ReadOnlySpan<byte> bytes) => unchecked((Crc(bytes) >> 15 | Crc(bytes) << 17) + 0xa282ead8);

    private static ReadEvent Event(ReadOnlySpan<byte> message)
    {
        var (time, step, version, values) = (double.NaN, 0L, "", new List<ReadValue>());
        foreach (var (field, bytes) in Fields(message))
            switch (field)
            {
                case 1: time = BinaryPrimitives.ReadDoubleLittleEndian(bytes); break;
                case 2: step = BinaryPrimitives.ReadInt64LittleEndian(bytes); break;
                case 3: version = Encoding.UTF8.GetString(bytes); break;
                case 5: values.AddRange(Fields(bytes).Select(f => ValueOf(f.Bytes))); break;
                default: Assert.Fail($"field {field} of an event"); break;
            }

        return new(time, step, version, values);
    }

    private static ReadValue ValueOf(byte[] message)
    {
        var fields = Fields(message).ToDictionary(f => f.Field, f => f.Bytes);
        var histogram = fields.TryGetValue(5, out var histo) ? Fields(histo).ToDictionary(f => f.Field, f => Doubles(f.Bytes)) : [];
        return new(
            Encoding.UTF8.GetString(fields[1]), fields.TryGetValue(2, out var number) ? BinaryPrimitives.ReadSingleLittleEndian(number) : null,
            [.. Enumerable.Range(1, 5).SelectMany(f => histogram.GetValueOrDefault(f, []))], histogram.GetValueOrDefault(6, []), histogram.GetValueOrDefault(7, []));
    }

    private static double[] Doubles(byte[] bytes) => [.. bytes.Chunk(8).Select(eight => BinaryPrimitives.ReadDoubleLittleEndian(eight))];

    /// <summary>The fields of any message; a varint as eight bytes.</summary>
    private static List<(int Field, byte[] Bytes)> Fields(ReadOnlySpan<byte> message)
    {
        var fields = new List<(int, byte[])>();
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at);
            var bytes = new byte[8];
            if ((key & 7) == 0)
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, Varint(message, ref at));
            var length = (key & 7) switch { 0 => 0, 1 => 8, 2 => (int)Varint(message, ref at), 5 => 4, var kind => throw new AssertionException($"kind {kind}") };
            fields.Add(((int)(key >> 3), (key & 7) == 0 ? bytes : message.Slice(at, length).ToArray()));
            at += length;
        }

        return fields;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(bytes[at] & 0x7F) << shift;
            if (bytes[at++] < 0x80)
                return value;
        }
    }
}
