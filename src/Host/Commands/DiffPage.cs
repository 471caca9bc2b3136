using System.Collections.Immutable;
using System.Text.Json;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>How far two tensors of the same shape are apart.</summary>
/// <param name="Name">The tensor.</param>
/// <param name="MaxAbsolute">Largest absolute difference.</param>
/// <param name="MaxUlps">Largest distance in doubles.</param>
/// <param name="At">Where the largest distance in doubles is.</param>
/// <param name="A">The number there in the first.</param>
/// <param name="B">The number there in the second.</param>
/// <param name="Note">Empty, or which of the two alone has it.</param>
internal sealed record TensorDifference(string Name, double MaxAbsolute, ulong MaxUlps, ImmutableArray<int> At, double A, double B, string Note = "")
{
    public static TensorDifference Between(NamedTensor tensor, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (largest, ulps, at) = (0.0, 0UL, 0);
        for (var i = 0; i < a.Length; i++)
        {
            // Zeros of different sign are no distance apart, and yet not the same bits.
            var apart = BitConverter.DoubleToInt64Bits(a[i]) == BitConverter.DoubleToInt64Bits(b[i]) ? 0 : Math.Max(1, Ulps.Between(a[i], b[i]));
            largest = Math.Max(largest, apart == 0 ? 0 : Math.Abs(a[i] - b[i]));
            if (apart > ulps)
                (ulps, at) = (apart, i);
        }

        return new(tensor.Name, largest, ulps, tensor.Indices(at), a.IsEmpty ? 0 : a[at], b.IsEmpty ? 0 : b[at]);
    }
}

/// <summary>What diff answers.</summary>
internal sealed record DiffPage(
    string A, string B, double LossA, double LossB,
    ImmutableArray<TensorDifference> Tensors, ImmutableArray<SettingDifference> Settings, Option<long> FirstDifference) : IPage
{
    private bool Equal => Tensors.All(t => t.MaxUlps == 0);

    public void Write(TextWriter text)
    {
        text.WriteLine($"{A}  against  {B}");
        text.WriteLine(FirstDifference.Match(
            step => $"The two runs part at step {NumberText.Count(step)}: the first state with another fingerprint.",
            () => "The two runs have the same fingerprint wherever both have a state."));
        text.WriteLine();
        text.WriteLine(Equal ? "Every number of the two states is equal, bit for bit." : "                        largest difference              apart   where it is largest in ulps");
        foreach (var t in Equal ? [] : Tensors)
            text.WriteLine(t.Note.Length > 0
                ? $"  {t.Name,-22} {t.Note}"
                : t.MaxUlps == 0
                    ? $"  {t.Name,-22} equal"
                    : $"  {t.Name,-22} {NumberText.Compact(t.MaxAbsolute),17}  {DivergenceText.UlpsText(t.MaxUlps),30}   {DivergenceText.Index(t.At)}  {NumberText.Exact(t.A)}  →  {NumberText.Exact(t.B)}");
        text.WriteLine($"  {"loss",-22} {NumberText.Exact(LossA)}  →  {NumberText.Exact(LossB)}");
        if (Settings.IsEmpty)
            return;
        text.WriteLine();
        text.WriteLine("Settings:");
        foreach (var s in Settings)
            text.WriteLine($"  {s.Key}   {s.A}  →  {s.B}");
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("a", A);
        json.WriteString("b", B);
        json.WriteBoolean("equal", Equal);
        json.WriteStartArray("tensors");
        foreach (var t in Tensors)
        {
            json.WriteStartObject();
            json.WriteString("name", t.Name);
            json.Real("maxAbsolute", t.MaxAbsolute);
            json.WriteNumber("maxUlps", t.MaxUlps);
            json.Indices("at", t.At);
            json.Real("a", t.A);
            json.Real("b", t.B);
            if (t.Note.Length > 0)
                json.WriteString("note", t.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("loss");
        json.Real("a", LossA);
        json.Real("b", LossB);
        json.WriteEndObject();
        json.WriteStartArray("settings");
        foreach (var s in Settings)
        {
            json.WriteStartObject();
            json.WriteString("key", s.Key);
            json.WriteString("a", s.A);
            json.WriteString("b", s.B);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        FirstDifference.Match(step => json.WriteNumber("firstDifference", step), () => json.WriteNull("firstDifference"));
    }
}
