using System.Diagnostics;

namespace Distribution.Outbox;

/// <summary>What to add to a tracer or meter provider.</summary>
public static class OutboxTelemetry
{
    /// <summary>The name of both the activity source and the meter.</summary>
    public const string Name = "Distribution.Outbox";

    internal static readonly ActivitySource Source = new(Name);

    internal static ActivityContext Context(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : default;
}
