using System.Collections.Immutable;
using System.Text.Json;
using Functional.Core;

namespace Functional.Host;

/// <summary>Numbers in JSON: shortest text that reads back to the same bits; NaN and infinities as strings.</summary>
internal static class JsonNumbers
{
    public static void Real(this Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.RealValue(value);
    }

    public static void RealValue(this Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteRawValue(RealText.Of(value), skipInputValidation: true);
        else
            json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    public static void Reals(this Utf8JsonWriter json, string name, ReadOnlySpan<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.RealValue(value);
        json.WriteEndArray();
    }

    /// <summary>An array of rows.</summary>
    public static void Matrix(this Utf8JsonWriter json, string name, ReadOnlySpan<double> values, int columns)
    {
        json.WriteStartArray(name);
        for (var i = 0; i < values.Length; i += columns)
        {
            json.WriteStartArray();
            foreach (var value in values.Slice(i, columns))
                json.RealValue(value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>An object of tensors by name: matrices as arrays of rows, vectors as arrays.</summary>
    public static void Tensors(this Utf8JsonWriter json, string name, IEnumerable<NamedTensor> tensors, Reals flat)
    {
        json.WriteStartObject(name);
        foreach (var tensor in tensors)
        {
            if (tensor.IsVector)
                json.Reals(tensor.Name, tensor.In(flat));
            else
                json.Matrix(tensor.Name, tensor.In(flat), tensor.Columns);
        }

        json.WriteEndObject();
    }

    public static void Moment(this Utf8JsonWriter json, string name, Moment moment)
    {
        json.WriteStartObject(name);
        json.WriteNumber("step", moment.Step);
        json.Real("loss", moment.Loss);
        json.Real("sumAbsoluteError", moment.SumAbsoluteError);
        json.WriteString("fingerprint", moment.Fingerprint.ToString());
        json.WriteEndObject();
    }

    public static void Indices(this Utf8JsonWriter json, string name, ImmutableArray<int> indices)
    {
        json.WriteStartArray(name);
        foreach (var index in indices)
            json.WriteNumberValue(index);
        json.WriteEndArray();
    }
}
