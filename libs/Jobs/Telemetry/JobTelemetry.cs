using System.Diagnostics;

namespace Distribution.Jobs.Telemetry;

/// <summary>Where this library reports: names to subscribe to.</summary>
public static class JobTelemetry
{
    /// <summary>A span for each attempt, in the trace in which the job was enqueued.</summary>
    public const string ActivitySourceName = "Distribution.Jobs";

    /// <summary>Rates, waits and durations of attempts; depth and age of the queue.</summary>
    public const string MeterName = "Distribution.Jobs";

    internal static readonly ActivitySource Source = new(ActivitySourceName);
}
