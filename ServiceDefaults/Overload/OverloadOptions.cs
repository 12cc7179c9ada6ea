namespace Distribution.ServiceDefaults.Overload;

/// <summary>How much a service takes on at a time; configuration section <c>Overload</c>.</summary>
public sealed class OverloadOptions
{
    internal const string Section = "Overload";

    /// <summary>Requests in work at the same time, 1 or more. Default 64: more than the connections to the database that they share, so that none of those idles.</summary>
    public int Concurrency { get; set; } = 64;

    /// <summary>Requests that may wait for their turn, 0 or more; the newest has it first. Default 256: what arrives during a failover of the database.</summary>
    public int Waiting { get; set; } = 256;
}
