namespace Functional.Host.Tests;

/// <summary>The checksums of TensorFlow's records.</summary>
public static class RecordFramingTests
{
    /// <summary>RFC 3720, B.4; and the check value of the catalogue of CRCs.</summary>
    [TestCaseSource(nameof(Vectors))]
    public static void The_checksum_is_that_of_the_standard(byte[] bytes, uint crc, uint masked) =>
        Assert.That((RecordFraming.Crc32C(bytes), RecordFraming.Masked(crc)), Is.EqualTo((crc, masked)));

    [Test]
    public static void The_checksum_is_its_definition() =>
        Gen.Byte.Array[0, 70].Sample(bytes => RecordFraming.Crc32C(bytes) == EventReading.Crc(bytes));

    [Test]
    public static void A_record_is_its_length_itself_and_two_checksums() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        using var stream = new MemoryStream();
        RecordFraming.Write(stream, bytes);
        var file = stream.ToArray();
        return file.Length == bytes.Length + 16 && BitConverter.ToInt64(file) == bytes.Length && file.AsSpan(12, bytes.Length).SequenceEqual(bytes);
    });

    private static IEnumerable<TestCaseData> Vectors() =>
    [
        new(new byte[32], 0x8a9136aau, 0x0fd7fffau),
        new(Enumerable.Repeat((byte)0xFF, 32).ToArray(), 0x62a8ab43u, 0xf909b029u),
        new(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(), 0x46dd794eu, 0x951f7892u),
        new(Enumerable.Range(0, 32).Select(i => (byte)(31 - i)).ToArray(), 0x113fdb5cu, unchecked((0x113fdb5cu >> 15 | 0x113fdb5cu << 17) + 0xa282ead8u)),
        new("123456789"u8.ToArray(), 0xe3069283u, 0xc78ab0e5u),
    ];
}
