namespace Distribution.ServiceDefaults.Drain;

/// <summary>How a service leaves; configuration section <c>Drain</c>.</summary>
public sealed class DrainOptions
{
    internal const string Section = "Drain";

    /// <summary>
    /// How long the service goes on accepting after it said on <c>/readyz</c> that it leaves, 0–30 s. Default 500 ms: a gateway that still sends
    /// to a closed port retries, so the delay only has to cover most of its 1 s probe; the tiers stop one after another and have 10 s together.
    /// </summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long the whole stop may take, the delay included; requests still running are then cut. Longer than <see cref="Delay"/>, 30 s at most.
    /// Default 5 s: a request has 3 s.
    /// </summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(5);
}
