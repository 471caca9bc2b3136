using System.Collections.Immutable;
using System.Text.Json;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>One state as a file of arrays: every number with the same bits, under the names that <c>show</c> gives it.</summary>
internal static class StateFormats
{
    public static ExportFormat Npz { get; } = new(".npz", "parameters and slots as arrays of NumPy", IsHistory: false, (asked, stream) => Of(asked, state => WriteNpz(asked, state, stream)));

    public static ExportFormat Safetensors { get; } = new(".safetensors", "parameters and slots as tensors for PyTorch, JAX and others", IsHistory: false, (asked, stream) => Of(asked, state => WriteSafetensors(asked, state, stream)));

    public static ExportFormat Json { get; } = new(".json", "parameters, slots and the run document as text", IsHistory: false, (asked, stream) => Of(asked, state => WriteJson(asked, state, stream)));

    private static Either<Failure, Unit> Of(Exported asked, Func<TrainingState, Either<Failure, Unit>> write) => asked.Run.StateAt(asked.Step).Bind(write);

    private static Either<Failure, Unit> WriteNpz(Exported asked, TrainingState state, Stream stream)
    {
        if (((long)state.Parameters.Length + state.Slots.Length) * sizeof(double) > StoredZip.MaxBytes)
            return Failure.Of(ExitCode.Usage, $"{asked.Run.File.Header.Name}@{asked.Step}", "the state is too large for a ZIP file", "Take .safetensors.");
        var tensors = Tensors(asked, state).Select(t => (t.Name, (Action<Stream>)(to => Npy.Write(to, t.Shape, t.Flat.AsSpan(t.Offset, t.Length))))).ToList();
        var about = new (string Name, byte[] Bytes)[] { ("step", Npy.Whole(state.Step)), ("fingerprint", Npy.Text(state.Fingerprint.ToString())) };
        // An optimizer of a plugin may call what it remembers as it likes.
        Host.Npz.Write(stream, [.. tensors, .. from array in about where tensors.TrueForAll(t => t.Name != array.Name) select (array.Name, (Action<Stream>)(to => to.Write(array.Bytes)))]);
        return unit;
    }

    private static Either<Failure, Unit> WriteSafetensors(Exported asked, TrainingState state, Stream stream)
    {
        Host.Safetensors.Write(
            stream,
            [
                ("document", asked.Run.Experiment.Name),
                ("fingerprint", state.Fingerprint.ToString()),
                ("run", asked.Run.File.Header.Name),
                ("step", FormattableString.Invariant($"{state.Step}")),
            ],
            Tensors(asked, state));
        return unit;
    }

    private static Either<Failure, Unit> WriteJson(Exported asked, TrainingState state, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = false });
        json.WriteStartObject();
        json.WriteString("run", asked.Run.File.Header.Name);
        json.WriteNumber("step", state.Step);
        json.WriteString("fingerprint", state.Fingerprint.ToString());
        json.WritePropertyName("document");
        json.WriteRawValue(asked.Run.File.Header.Document, skipInputValidation: true);
        json.Tensors("parameters", asked.Run.Layout.Parameters, state.Parameters);
        json.Flush();
        json.Tensors("slots", asked.Run.Layout.Slots, state.Slots);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
        return unit;
    }

    private static ImmutableArray<(string Name, ImmutableArray<int> Shape, Reals Flat, int Offset, int Length)> Tensors(Exported asked, TrainingState state) =>
    [
        .. asked.Run.Layout.Parameters.Select(t => Named(t, state.Parameters)),
        .. asked.Run.Layout.Slots.Select(t => Named(t, state.Slots)),
    ];

    private static (string, ImmutableArray<int>, Reals, int, int) Named(NamedTensor tensor, Reals flat) =>
        (tensor.Name, tensor.IsVector ? [tensor.Columns] : [tensor.Rows, tensor.Columns], flat, tensor.Offset, tensor.Length);
}
