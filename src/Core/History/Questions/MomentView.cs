namespace Functional.Core;

/// <summary>A place in a history as a question sees it: the state, what its batch showed, and the step from it on, computed once somebody asks.</summary>
/// <param name="pipeline">What trains.</param>
/// <param name="batches">Which rows each step sees.</param>
/// <param name="step">t.</param>
/// <param name="loss">The loss of the batch of step t under S_t.</param>
/// <param name="sumAbsoluteError">Σ |target − output| of the same batch.</param>
/// <param name="state">S_t; null where the questions need none (<see cref="Needs.State"/>).</param>
/// <param name="isLast">
/// Whether the history ends here. There the loss, the error, the gradients and what the layers show are those of the batch the next step
/// would take; updates there are none, for no step was made.
/// </param>
/// <param name="exams">What the network can be tried on here.</param>
public sealed class MomentView(
    Pipeline pipeline, Batches batches, long step, double loss, double sumAbsoluteError, TrainingState? state, bool isLast, Exams? exams = null)
{
    // Memos, not states: they never change what is returned.
    private Trace? _trace;
    private Scores? _training;
    private Scores? _test;

    /// <summary>What trains.</summary>
    public Pipeline Pipeline => pipeline;

    /// <summary>t.</summary>
    public long Step => step;

    /// <summary>The loss of the batch of step t under S_t.</summary>
    public double Loss => loss;

    /// <summary>Σ |target − output| of the same batch.</summary>
    public double SumAbsoluteError => sumAbsoluteError;

    /// <summary>Whether the history ends here.</summary>
    public bool IsLast => isLast;

    /// <summary>S_t.</summary>
    /// <exception cref="InvalidOperationException">There is none: a question was asked that needs it (<see cref="Needs.State"/>).</exception>
    public TrainingState State => state ?? throw new InvalidOperationException("a question that needs the state was asked without one");

    /// <summary>Every number of the step from S_t on.</summary>
    public Trace Trace => _trace ??= Training.Explain(pipeline, State, batches.At(step));

    /// <summary>How well the network does on all its training rows, or on its test rows; null where it cannot be tried on them.</summary>
    internal Scores? Scores(bool onTest) => onTest
        ? _test ??= (exams?.Test.Case as Exam)?.Of(State.Parameters)
        : _training ??= exams?.Training.Of(State.Parameters);

    /// <summary>The trace where somebody has asked for it, else null.</summary>
    public Trace? TraceIfAsked => _trace;
}

/// <summary>The last few places of a history that somebody goes through forwards: as many as a question looks back at, and the one it is at.</summary>
/// <param name="back">How many before the last.</param>
public sealed class RecentViews(int back)
{
    private readonly MomentView[] _views = new MomentView[back + 1];
    private int _count;

    /// <summary>The views, oldest first; the last one is where one is.</summary>
    public ReadOnlySpan<MomentView> Views => _views.AsSpan(0, _count);

    /// <summary>Goes on to a place. Only the state right after the last one has that before it; any other has nothing before it.</summary>
    public void Add(MomentView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (_count > 0 && _views[_count - 1].Step != view.Step - 1)
            _count = 0;
        if (_count == _views.Length)
            Array.Copy(_views, 1, _views, 0, --_count);
        _views[_count++] = view;
    }
}
