using LanguageExt;

namespace Functional.Core;

/// <summary>
/// Rows a network is examined on, again and again with other parameters: the engine's forward pass with the room it needs, so that trying takes
/// no memory anew. The same parameters always give the same scores, and the loss has the bits <see cref="Training.Evaluate"/> gives.
/// </summary>
public sealed class Exam
{
    /// <summary>Rows that go through the network together: enough to fill the vectors, few enough to stay near.</summary>
    private const int RowsAtOnce = 1024;

    /// <summary>Numbers that leave all layers at once, at most: of a wide network fewer rows go through together.</summary>
    private const int NumbersAtOnce = 1 << 22;

    private readonly Lock _one = new();
    private readonly Pipeline _pipeline;
    private readonly Dataset _rows;
    private readonly Classes? _classes;
    private readonly ICrew? _crew;
    private Engine? _engine;
    private double[] _outputs = [];
    private double[] _gradients = [];

    /// <summary>A exam of these rows.</summary>
    /// <param name="pipeline">The network and the loss; its optimizer is not asked.</param>
    /// <param name="rows">Rows as wide as the network.</param>
    /// <param name="classes">How outputs say classes, if they do.</param>
    /// <param name="crew">Who does the work; by default the caller alone.</param>
    public Exam(Pipeline pipeline, Dataset rows, Option<Classes> classes, ICrew? crew = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(rows);
        (_pipeline, _rows, _classes, _crew) = (pipeline, rows, classes.Case as Classes, crew);
    }

    /// <summary>The rows.</summary>
    public Dataset Rows => _rows;

    /// <summary>How outputs say classes, if they do.</summary>
    public Option<Classes> Classes => _classes is null ? Option<Classes>.None : _classes;

    /// <summary>How well the network does with these parameters.</summary>
    public Scores Of(Reals parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        lock (_one)
        {
            var engine = _engine ??= Open();
            var done = 0;
            for (var chunk = 0L; done < _outputs.Length; chunk++)
            {
                var outputs = engine.OutputsOf(parameters.AsSpan(), chunk);
                outputs.CopyTo(_outputs.AsSpan(done));
                done += outputs.Length;
            }

            return Scores.Of(_rows, _outputs, _pipeline.Loss.Evaluate(_rows.Rows, _outputs, _rows.Targets.AsSpan(), _gradients), _classes);
        }
    }

    /// <summary>How many rows of this network go through it together.</summary>
    internal static int AtOnce(Network network) => (int)Math.Clamp(NumbersAtOnce / network.Layers.Sum(layer => (long)layer.Units), 1, RowsAtOnce);

    /// <summary>The room is taken when somebody asks for the first time.</summary>
    private Engine Open()
    {
        (_outputs, _gradients) = (new double[_rows.Targets.Length], new double[_rows.Targets.Length]);
        var start = Training.Init(_pipeline, Reals.Zeros(_pipeline.Network.Layout.Length));
        return Training.Start(_pipeline, start, Batches.Chunks(_rows, Math.Min(_rows.Rows, AtOnce(_pipeline.Network))), _crew);
    }
}

/// <summary>What a training can be tried on at any of its states: the rows it learns from, and those set aside.</summary>
/// <param name="Training">The rows it learns from, all at once.</param>
/// <param name="Test">The rows it never learns from, where there are some.</param>
public sealed record Exams(Exam Training, Option<Exam> Test);
