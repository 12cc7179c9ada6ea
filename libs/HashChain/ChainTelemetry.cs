using System.Diagnostics.Metrics;

namespace Distribution.HashChain;

/// <summary>What to add to a meter provider.</summary>
public static class ChainTelemetry
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Distribution.HashChain";

    private static readonly Meter Meter = new(Name);

    internal static Counter<long> Appended { get; } = Meter.CreateCounter<long>("chain.appended", "{record}", "Records that were added.");

    internal static Counter<long> Known { get; } = Meter.CreateCounter<long>("chain.known", "{record}", "Reports that were recorded before.");

    internal static Histogram<double> AppendDuration { get; } = Meter.CreateHistogram<double>("chain.append.duration", "s", "Time to add one batch, its commit included.");

    internal static Counter<long> Verified { get; } = Meter.CreateCounter<long>("chain.verified", "{record}", "Records whose hash was recomputed from the database.");
}
