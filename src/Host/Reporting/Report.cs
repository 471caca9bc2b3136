using System.Collections.Immutable;
using Functional.Core;
using LanguageExt;

namespace Functional.Host;

/// <summary>Everything a report tells of, gathered: the rest is writing.</summary>
/// <param name="Header">What the file says about itself.</param>
/// <param name="Experiment">What ran.</param>
/// <param name="Catalogue">The words for what has a name.</param>
/// <param name="Stamps">Who made the strategies, as recorded.</param>
/// <param name="First">The first step; where there is none, the first state looked at.</param>
/// <param name="Second">The step after it.</param>
/// <param name="Last">The last state, looked at.</param>
/// <param name="Losses">The loss of each step, from the first state to the last.</param>
/// <param name="Errors">Σ |error| likewise.</param>
/// <param name="Path">What the parameters did.</param>
/// <param name="Accounts">Who moved the parameters; empty where that would take long.</param>
/// <param name="Judgement">How well the last state does on the rows it learned from, and on those set aside.</param>
/// <param name="Examination">Why it stopped, where it met a number that is not finite.</param>
/// <param name="Changes">What a fork has other than its parent, where that is at hand.</param>
internal sealed record Report(
    RunHeader Header, Experiment Experiment, Catalogue Catalogue, ImmutableArray<Stamp> Stamps,
    Trace First, Option<Trace> Second, Trace Last, double[] Losses, double[] Errors, ParameterPath Path,
    ImmutableArray<ParameterAccount> Accounts, Judgement Judgement, Option<Examination> Examination, ImmutableArray<string> Changes)
{
    /// <summary>The run's name, fit to be read.</summary>
    public string Name => Shown.Text(Header.Name);

    public Pipeline Pipeline => Experiment.Pipeline;

    public Network Network => Experiment.Pipeline.Network;

    public Dataset Data => Experiment.Data;

    /// <summary>What the columns of the data are called.</summary>
    public DataCard Card => Experiment.Card;

    /// <summary>How outputs say classes, if they do.</summary>
    public Option<Classes> Classes => Judgement.Training.Confusion.Map(c => c.Classes);

    /// <summary>How many updates were made.</summary>
    public long Steps => Last.State.Step - First.State.Step;

    /// <summary>Whether a step sees every row of the data, in their order.</summary>
    public bool IsFullBatch => Last.Batch.RowNumbers.Length == Data.Rows && Last.Batch.RowNumbers.AsSpan().SequenceEqual([.. Enumerable.Range(0, Data.Rows)]);

    /// <summary>Whether the whole network can be worked row by row in the open.</summary>
    public bool IsTiny => Network.Layers.Sum(l => (long)l.Units) <= Limits.FewUnits;

    /// <summary>Whether the outputs are logits: then target − output says nothing, and neither does its sum.</summary>
    public bool HasLogits => Experiment.Stamps.Any(s => s.Kind == "loss" && s.Name is "cross-entropy" or "binary-cross-entropy-logits");

    /// <summary>The curve that says most: the article's Σ |error|, unless the batches differ in it or outputs are logits.</summary>
    public (string Name, double[] Values) Curve => IsFullBatch && !HasLogits ? ("sum |error|", Errors) : ("loss", Losses);

    /// <summary>What a recipe says of itself, if it is on a shelf here.</summary>
    public Functional.Plugins.About About(string kind) => Experiment.Stamps
        .Where(s => s.Kind == kind)
        .SelectMany(s => kind switch
        {
            "optimizer" => Of(Catalogue.Optimizers, s.Name),
            "loss" => Of(Catalogue.Losses, s.Name),
            "schedule" => Of(Catalogue.Schedules, s.Name),
            _ => Of(Catalogue.Initializers, s.Name),
        })
        .FirstOrDefault(new Functional.Plugins.About());

    private static IEnumerable<Functional.Plugins.About> Of<T>(Shelf<T> shelf, string name)
        where T : class => shelf.Recipes.TryGetValue(name, out var recipe) ? [recipe.About] : [];
}
