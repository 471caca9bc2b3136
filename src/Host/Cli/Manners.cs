using System.Globalization;

namespace Functional.Host;

/// <summary>How numbers are written: with a point, whatever a plugin has made of the thread's culture while it ran.</summary>
internal static class Manners
{
    /// <summary>Puts the culture of the program back, for this thread and for those that begin.</summary>
    public static void Restore()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
    }
}
