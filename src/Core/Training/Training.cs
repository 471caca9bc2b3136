namespace Functional.Core;

/// <summary>
/// Training is a fold: <c>state -> state</c>. This file is the specification, in plain loops; the engine may be faster, never
/// different. Nothing here looks at a clock, a file or a random source, and nothing is changed in place.
/// </summary>
public static class Training
{
    /// <summary>S₀: parameters as <paramref name="initializer"/> writes them, and strategies that have seen nothing.</summary>
    public static TrainingState Init(Pipeline pipeline, IInitializer initializer)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(initializer);
        var layout = pipeline.Network.Layout;
        return Init(pipeline, Reals.Build(layout.Length, parameters => initializer.Initialize(layout, parameters)));
    }

    /// <summary>S₀ from given parameters, <c>[layout.Length]</c>.</summary>
    public static TrainingState Init(Pipeline pipeline, Reals parameters)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, pipeline.Network.Layout.Length, nameof(parameters));
        return TrainingState.Initial(parameters, FreshSlots(pipeline));
    }

    /// <summary>S_{t+1} from S_t and the rows of step t; the same numbers as S_t where that step is left out.</summary>
    public static StepResult Step(Pipeline pipeline, TrainingState state, Batch batch)
    {
        var trace = Explain(pipeline, state, batch);
        return new(trace.Next, trace.Loss, trace.SumAbsoluteError);
    }

    /// <summary>The same step with every number it computed.</summary>
    public static Trace Explain(Pipeline pipeline, TrainingState state, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(batch);
        ThrowUnlessTheyBelongTogether(pipeline, state);
        if (!batch.IsLeftOut)
            ArgumentOutOfRangeException.ThrowIfZero(batch.Rows, nameof(batch));
        ArgumentOutOfRangeException.ThrowIfNotEqual(batch.Inputs.Length, batch.Rows * pipeline.Network.Inputs, nameof(batch));
        ArgumentOutOfRangeException.ThrowIfNotEqual(batch.Targets.Length, batch.Rows * pipeline.Network.Outputs, nameof(batch));
        var outputGradients = new double[batch.Rows * pipeline.Network.Outputs];
        var forward = Predict(pipeline.Network, state.Parameters, batch.Rows, batch.Inputs);
        var loss = LossOf(pipeline, batch, forward, outputGradients);

        var gradients = new double[state.Parameters.Length];
        var layers = Propagation.Backward(pipeline.Network, state.Parameters, batch, forward, outputGradients, gradients);

        var learningRate = pipeline.LearningRateAt(state);
        var (updates, next) = batch.IsLeftOut ? Pass(state) : Learn(pipeline, state, learningRate, loss, gradients);
        return new(state, batch, learningRate, layers, loss, Errors(forward, batch), Reals.Own(gradients), Reals.Own(updates), next);
    }

    /// <summary>The forward pass of <paramref name="rows"/> rows of inputs, <c>[rows × inputs]</c>.</summary>
    public static ForwardPass Predict(Network network, Reals parameters, int rows, Reals inputs)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(inputs);
        return Propagation.Forward(network, parameters, rows, inputs);
    }

    /// <summary>The loss and the error of a state on a batch, without a step.</summary>
    public static Evaluation Evaluate(Pipeline pipeline, TrainingState state, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(batch);
        var pass = Predict(pipeline.Network, state.Parameters, batch.Rows, batch.Inputs);
        var ignored = new double[pass.Outputs.Length];
        return new(LossOf(pipeline, batch, pass, ignored), Errors(pass, batch), pass);
    }

    /// <summary>S_{t+n}: <paramref name="steps"/> steps from S_t. Zero steps return the state itself.</summary>
    /// <param name="pipeline">What trains.</param>
    /// <param name="state">S_t.</param>
    /// <param name="batches">Which rows each step sees.</param>
    /// <param name="steps">n.</param>
    /// <param name="crew">Who does the work; by default the caller alone. Whoever does it, the bits are the same.</param>
    public static TrainingState Run(Pipeline pipeline, TrainingState state, Batches batches, long steps, ICrew? crew = null)
    {
        if (steps <= 0)
            return state;
        var engine = Start(pipeline, state, batches, crew);
        for (var i = 0L; i < steps; i++)
            engine.Step();
        return engine.Freeze();
    }

    /// <summary>An engine that stands at S_t, for whoever goes on step by step and wants to see each state without having it as a value.</summary>
    /// <param name="pipeline">What trains.</param>
    /// <param name="state">S_t.</param>
    /// <param name="batches">Which rows each step sees.</param>
    /// <param name="crew">Who does the work; by default the caller alone.</param>
    public static Engine Start(Pipeline pipeline, TrainingState state, Batches batches, ICrew? crew = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(batches);
        ThrowUnlessTheyBelongTogether(pipeline, state);
        ArgumentOutOfRangeException.ThrowIfNotEqual(batches.Data.InputWidth, pipeline.Network.Inputs, nameof(batches));
        ArgumentOutOfRangeException.ThrowIfNotEqual(batches.Data.TargetWidth, pipeline.Network.Outputs, nameof(batches));
        return new(pipeline, state, batches, crew ?? Alone.Instance);
    }

    /// <summary>
    /// The moments S_t … S_{t+n}, lazily, so that whoever asks may record, stop or forget. States come only where
    /// <paramref name="keep"/> wants them.
    /// </summary>
    public static IEnumerable<Moment> Scan(
        Pipeline pipeline, TrainingState state, Batches batches, long steps, Func<long, bool> keep, ICrew? crew = null)
    {
        ArgumentNullException.ThrowIfNull(keep);
        var engine = Start(pipeline, state, batches, crew);
        for (var i = 0L; i < steps; i++)
        {
            var before = Moment.Of(engine, keep);
            var (loss, error) = engine.Step();
            yield return before with { Loss = loss, SumAbsoluteError = error };
        }

        var (lastLoss, lastError) = engine.Look();
        yield return Moment.Of(engine, keep) with { Loss = lastLoss, SumAbsoluteError = lastError };
    }

    /// <summary>
    /// The bridge to other strategies: the same parameters, step and history under <paramref name="pipeline"/>, whose optimizer and
    /// schedule have seen nothing yet, or keep what they remember.
    /// </summary>
    /// <param name="pipeline">What trains on.</param>
    /// <param name="state">A state of the same network under other strategies.</param>
    /// <param name="keepOptimizer">Whether the optimizer, one with the same slots, goes on with its memory in <paramref name="state"/>.</param>
    /// <param name="keepSchedule">Whether the schedule, one that remembers the same, goes on with its own.</param>
    public static TrainingState Adopt(Pipeline pipeline, TrainingState state, bool keepOptimizer = false, bool keepSchedule = false)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfNotEqual(state.Parameters.Length, pipeline.Network.Layout.Length, nameof(state));
        var (optimizers, schedules) = (pipeline.Layout.OptimizerLength, pipeline.Layout.SlotLength - pipeline.Layout.OptimizerLength);
        var slots = FreshSlots(pipeline).ToArray();
        if (keepOptimizer)
            state.Slots.AsSpan(0, optimizers).CopyTo(slots);
        if (keepSchedule)
            state.Slots.AsSpan(state.Slots.Length - schedules, schedules).CopyTo(slots.AsSpan(optimizers));
        return state with { Slots = Reals.Own(slots) };
    }

    /// <summary>
    /// Slots of another optimizer, parameters of another network or rows of other data are a bug of the caller's, and one that
    /// would not show: too many numbers would go unread.
    /// </summary>
    private static void ThrowUnlessTheyBelongTogether(Pipeline pipeline, TrainingState state)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(state.Parameters.Length, pipeline.Network.Layout.Length, nameof(state));
        ArgumentOutOfRangeException.ThrowIfNotEqual(state.Slots.Length, pipeline.Layout.SlotLength, nameof(state));
    }

    /// <summary>The gradients become updates, the updates are added, and the schedule hears of the loss.</summary>
    private static (double[] Updates, TrainingState Next) Learn(Pipeline pipeline, TrainingState state, double learningRate, double loss, double[] gradients)
    {
        var (updates, slots) = (gradients.AsSpan().ToArray(), state.Slots.ToArray());
        pipeline.Optimizer.Update(
            state.Step, learningRate, pipeline.Network.Layout, state.Parameters.AsSpan(), updates,
            Slots.For(pipeline.Optimizer, state.Parameters.Length, slots.AsSpan(0, pipeline.Layout.OptimizerLength)));
        pipeline.Observe(loss, slots);
        return (updates, state.Next(Sum(state.Parameters, updates), Reals.Own(slots)));
    }

    /// <summary>A step that is left out: nothing is added, not even 0, which would make +0 of −0, and nobody hears of the loss.</summary>
    private static (double[] Updates, TrainingState Next) Pass(TrainingState state) =>
        (new double[state.Parameters.Length], state.Next(state.Parameters, state.Slots));

    /// <summary>The loss of a batch; of no rows it is 0.</summary>
    private static double LossOf(Pipeline pipeline, Batch batch, ForwardPass forward, double[] outputGradients) =>
        batch.Rows == 0 ? 0 : pipeline.Loss.Evaluate(batch.Rows, forward.Outputs.AsSpan(), batch.Targets.AsSpan(), outputGradients);

    private static Reals FreshSlots(Pipeline pipeline)
    {
        var (layout, optimizers) = (pipeline.Network.Layout, pipeline.Layout.OptimizerLength);
        return Reals.Build(pipeline.Layout.SlotLength, slots =>
        {
            pipeline.Optimizer.Init(layout, Slots.For(pipeline.Optimizer, layout.Length, slots[..optimizers]));
            (pipeline.Schedule as ILossSchedule)?.Init(slots[optimizers..]);
        });
    }

    private static Reals Errors(ForwardPass forward, Batch batch)
    {
        var (targets, outputs) = (batch.Targets, forward.Outputs);
        return Reals.Build(targets.Length, errors =>
        {
            for (var i = 0; i < errors.Length; i++)
                errors[i] = targets[i] - outputs[i];
        });
    }

    private static Reals Sum(Reals parameters, double[] updates) => Reals.Build(parameters.Length, sum =>
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] = parameters[i] + updates[i];
    });
}

/// <summary>What a step returns.</summary>
/// <param name="Next">S_{t+1}.</param>
/// <param name="Loss">The loss of the step's batch under S_t.</param>
/// <param name="SumAbsoluteError">Σ |target − output| of the step's batch under S_t.</param>
public sealed record StepResult(TrainingState Next, double Loss, double SumAbsoluteError);
