namespace Functional.Plugins.Standard;

/// <summary>What optimizers have in common before their own formula begins.</summary>
internal static class Descent
{
    /// <summary>
    /// g, the direction that is followed downhill: ∂L/∂θ, or its negative where the loss is to be made large, and on top the share
    /// of θ that weight decay adds. Decay comes after the sign, so it pulls towards 0 either way.
    /// </summary>
    public static double Gradient(double gradient, double parameter, double weightDecay, bool maximize) =>
        Math.FusedMultiplyAdd(weightDecay, parameter, Signed(gradient, maximize));

    /// <summary>∂L/∂θ, or its negative where the loss is to be made large.</summary>
    public static double Signed(double gradient, bool maximize) => maximize ? -gradient : gradient;
}
