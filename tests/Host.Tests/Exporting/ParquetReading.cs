using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Functional.Host.Tests;

/// <summary>One column as a reader finds it.</summary>
/// <param name="Name">As the schema has it.</param>
/// <param name="Type">2 whole numbers, 5 doubles, 6 text.</param>
/// <param name="Values">A number's eight bytes as a whole number, or text.</param>
internal sealed record ReadColumn(string Name, int Type, List<object> Values);

/// <summary>A reader of Parquet that knows only the format: any Thrift structure, then pages at the places the footer names, each with its checksum.</summary>
internal static class ParquetReading
{
    public static (List<ReadColumn> Columns, List<long> GroupRows, Dictionary<string, string> Notes) Of(byte[] file)
    {
        Assert.That((Encoding.ASCII.GetString(file, 0, 4), Encoding.ASCII.GetString(file, file.Length - 4, 4)), Is.EqualTo(("PAR1", "PAR1")));
        var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - 8));
        var at = file.Length - 8 - length;
        var footer = Structure(file, ref at);
        Assert.That(at, Is.EqualTo(file.Length - 8), "the footer has the length it says");
        var schema = Items(footer, 2);
        Assert.That(schema[0][5], Is.EqualTo((long)schema.Count - 1));
        List<ReadColumn> columns = [.. schema.Skip(1).Select(e => new ReadColumn((string)e[4], (int)(long)e[1], []))];
        foreach (var group in Items(footer, 4))
            foreach (var (chunk, column) in Items(group, 1).Zip(columns))
                Page(file, (Dictionary<int, object>)chunk[3], column, (long)group[3]);
        Assert.That(columns.Select(c => (long)c.Values.Count), Is.All.EqualTo(footer[3]), "as many rows as the footer says");
        return (columns, [.. Items(footer, 4).Select(g => (long)g[3])], Items(footer, 5).ToDictionary(n => (string)n[1], n => (string)n[2]));
    }

    private static void Page(byte[] file, Dictionary<int, object> chunk, ReadColumn column, long rows)
    {
        Assert.That(((long)chunk[1], ((List<object>)chunk[3])[0], chunk[5]), Is.EqualTo(((long)column.Type, (object)column.Name, (object)rows)));
        var at = (int)(long)chunk[9];
        var start = at;
        var header = Structure(file, ref at);
        var size = (int)(long)header[3];
        Assert.That((uint)(int)(long)header[4], Is.EqualTo(Crc32.HashToUInt32(file.AsSpan(at, size))), "the page's checksum");
        Assert.That(((Dictionary<int, object>)header[5])[1], Is.EqualTo(rows));
        Assert.That((long)(at + size - start), Is.EqualTo(chunk[7]), "header and page are the chunk");
        for (var end = at + size; at < end;)
            column.Values.Add(column.Type == 6 ? TextAt(file, ref at) : (object)NumberAt(file, ref at));
    }

    private static string TextAt(byte[] file, ref int at)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
        at += 4 + length;
        return Encoding.UTF8.GetString(file, at - length, length);
    }

    private static long NumberAt(byte[] file, ref int at) => BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan((at += 8) - 8));

    private static List<Dictionary<int, object>> Items(Dictionary<int, object> structure, int field) =>
        [.. ((List<object>)structure[field]).Cast<Dictionary<int, object>>()];

    private static Dictionary<int, object> Structure(byte[] file, ref int at)
    {
        var fields = new Dictionary<int, object>();
        for (var number = 0; file[at++] is not 0 and var head;)
        {
            number = head >> 4 == 0 ? (int)ZigZag(Varint(file, ref at)) : number + (head >> 4);
            fields.Add(number, Value(head & 15, file, ref at));
        }

        return fields;
    }

    private static object Value(int type, byte[] file, ref int at)
    {
        switch (type)
        {
            case 5 or 6:
                return ZigZag(Varint(file, ref at));
            case 8:
                var length = (int)Varint(file, ref at);
                return Encoding.UTF8.GetString(file, (at += length) - length, length);
            case 9:
                var head = file[at++];
                var count = head >> 4 == 15 ? (int)Varint(file, ref at) : head >> 4;
                var items = new List<object>();
                for (var i = 0; i < count; i++)
                    items.Add(Value(head & 15, file, ref at));
                return items;
            case 12:
                return Structure(file, ref at);
            default:
                throw new AssertionException($"a type that is not expected: {type}");
        }
    }

    private static ulong Varint(byte[] file, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(file[at] & 0x7F) << shift;
            if (file[at++] < 0x80)
                return value;
        }
    }

    private static long ZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
