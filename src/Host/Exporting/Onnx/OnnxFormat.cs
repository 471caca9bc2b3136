using LanguageExt;

namespace Functional.Host;

/// <summary><c>.onnx</c>: the network of one state, to run elsewhere.</summary>
internal static class OnnxFormat
{
    public static ExportFormat Format { get; } = new(".onnx", "the network in double, for ONNX Runtime and all that reads ONNX", IsHistory: false, Write);

    private static Either<Failure, Unit> Write(Exported exported, Stream stream) =>
        from state in exported.Run.StateAt(exported.Step)
        let names = new OnnxNames(exported.Run.File.Header.Name, state.Step, state.Fingerprint, exported.Run.Experiment.Name)
        from model in ForeignFault.Guard(() => Failure.From(ExitCode.Plugin, OnnxModel.Of(exported.Run.Pipeline.Network, state.Parameters, names, exported.Run.Experiment.Card.Scaling is { IsIdentity: false } scaling ? scaling : Option<Scaling>.None)))
        select Told(model, exported, stream);

    private static Unit Told(ProtoMessage model, Exported exported, Stream stream)
    {
        model.WriteTo(stream);
        return Globals.Note(exported.Session.Shell, OnnxModel.Caveats(exported.Run.Pipeline.Network));
    }
}
