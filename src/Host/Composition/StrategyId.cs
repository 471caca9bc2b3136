using Functional.Core;

namespace Functional.Host;

/// <summary>What a strategy of whichever kind calls itself.</summary>
internal static class StrategyId
{
    /// <summary>Its Id, empty where a stranger's code gives none; nothing for what has no Id, such as data.</summary>
    public static string? Of(object? strategy) => strategy switch
    {
        IActivation activation => activation.Id ?? "",
        ILoss loss => loss.Id ?? "",
        IOptimizer optimizer => optimizer.Id ?? "",
        ISchedule schedule => schedule.Id ?? "",
        IInitializer initializer => initializer.Id ?? "",
        null => "",
        _ => null,
    };
}
