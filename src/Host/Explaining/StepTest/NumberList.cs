using System.Text;
using Functional.Core;

namespace Functional.Host;

/// <summary>A run of numbers as a C# expression: row by row under the names of their tensors, or as bytes where nobody would read them.</summary>
internal static class NumberList
{
    /// <summary>A thousand numbers are some four screens; of more, a person reads none.</summary>
    public const int MostRead = 1000;

    /// <summary>Numbers a line: five of the longest fit into 140 columns.</summary>
    private const int NumbersPerLine = 5;

    /// <summary>Characters of base64 a line.</summary>
    private const int BytesPerLine = 120;

    private const string Indent = "        ";

    /// <summary>The numbers of a state, or its slots: a block a tensor, a line a row.</summary>
    public static string Of(IEnumerable<NamedTensor> tensors, Reals numbers) => Of(numbers, text =>
    {
        foreach (var tensor in tensors)
        {
            text.Append($"{Indent}// {CSharpText.Remark(tensor.Name)} [{(tensor.IsVector ? "" : $"{tensor.Rows} × ")}{tensor.Columns}]\n");
            for (var row = 0; row < tensor.Rows; row++)
                Row(text, tensor.In(numbers).Slice(row * tensor.Columns, tensor.Columns), "");
        }
    });

    /// <summary>Rows of data, each with its number in the data set.</summary>
    public static string Of(Batch batch, Reals numbers) => Of(numbers, text =>
    {
        var width = numbers.Length / batch.Rows;
        for (var i = 0; i < batch.Rows; i++)
            Row(text, numbers.AsSpan(i * width, width), $"row {batch.RowNumbers[i]}");
    });

    private static string Of(Reals numbers, Action<StringBuilder> write)
    {
        if (numbers.Length == 0)
            return "Reals.Empty";
        if (numbers.Length > MostRead)
            return Bytes(numbers);
        var text = new StringBuilder("Reals.Of(\n    [\n");
        write(text);
        return text.Append("    ])").ToString();
    }

    /// <summary>A row on a line, with its remark behind it; a long one on several, with its remark above.</summary>
    private static void Row(StringBuilder text, ReadOnlySpan<double> numbers, string remark)
    {
        if (numbers.Length > NumbersPerLine && remark.Length > 0)
            text.Append($"{Indent}// {remark}\n");
        for (var i = 0; i < numbers.Length; i += NumbersPerLine)
        {
            text.Append(Indent);
            foreach (var number in numbers.Slice(i, Math.Min(NumbersPerLine, numbers.Length - i)))
                text.Append(CSharpText.Number(number)).Append(", ");
            text.Length--;
            text.Append(numbers.Length <= NumbersPerLine && remark.Length > 0 ? $" // {remark}\n" : "\n");
        }
    }

    private static string Bytes(Reals numbers)
    {
        var text = new StringBuilder("Reals.FromBytes(Convert.FromBase64String(\n        \"\"\"\n");
        foreach (var line in Convert.ToBase64String(Reals.BytesOf(numbers.AsSpan())).Chunk(BytesPerLine))
            text.Append(Indent).Append(line).Append('\n');
        return text.Append($"{Indent}\"\"\"))").ToString();
    }
}
