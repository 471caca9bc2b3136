namespace Functional.Host;

/// <summary>How much of a run is written out. The rest is counted: a page of a large network stays a page.</summary>
internal static class Limits
{
    /// <summary>A network of no more units than these has every row worked, in the open.</summary>
    public const int FewUnits = 2;

    /// <summary>Rows worked by hand where the network is as small as that.</summary>
    public const int RowsOfFew = 4;

    /// <summary>Rows worked by hand where it is not: one in the open, one folded away.</summary>
    public const int RowsOfMany = 2;

    /// <summary>Units of a layer worked by hand; one more than these is shown too, rather than counted.</summary>
    public const int Units = 4;

    /// <summary>Lines of a table of rows, or of a matrix.</summary>
    public const int TableRows = 12;

    /// <summary>Columns of a table.</summary>
    public const int TableColumns = 8;

    /// <summary>Parameters whose update is worked by hand, of one tensor.</summary>
    public const int Updates = 8;

    /// <summary>Curves that can be told apart.</summary>
    public const int Curves = 8;

    /// <summary>Units of a layer, or inputs, in a drawn network.</summary>
    public const int DrawnUnits = 10;

    /// <summary>Layers of a drawn network.</summary>
    public const int DrawnLayers = 5;

    /// <summary>Classes in a table of who was taken for whom.</summary>
    public const int Classes = 12;

    /// <summary>Characters of the document; rows written out in it can be many.</summary>
    public const int Document = 50_000;

    /// <summary>Steps × rows × parameters up to which the account of the weights is drawn up: about a second's work.</summary>
    public const double LedgerWork = 5e6;

    /// <summary>Parameters in the account.</summary>
    public const int LedgerParameters = 24;

    /// <summary>Rows in the account.</summary>
    public const int LedgerRows = 6;

    /// <summary>Rows predicted at once, so that the activations of a large set do not fill the memory.</summary>
    public const int PredictedAtOnce = 1024;
}
