using Functional.Core;

namespace Functional.Host;

/// <summary>What has been seen of one column of numbers.</summary>
internal struct CsvColumnTally
{
    /// <summary>How many cells are numbers.</summary>
    public long Numbers { get; private set; }

    /// <summary>How many cells are missing.</summary>
    public long Missing { get; set; }

    /// <summary>The mean of the numbers, in the order of the rows, where it is asked for.</summary>
    public double Mean { get; private set; }

    /// <summary>The first cell that is no number: all there is to say of a column that holds only text.</summary>
    public (long Line, Problem Problem)? FirstBad { get; set; }

    /// <summary>Counts a number, and has the mean take a step towards it if that is needed; no sum that could overflow.</summary>
    public void See(double number, bool isMeanNeeded)
    {
        Numbers++;
        if (isMeanNeeded)
            Mean += number / Numbers - Mean / Numbers;
    }
}
