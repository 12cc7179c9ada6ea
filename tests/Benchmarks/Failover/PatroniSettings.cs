namespace Distribution.Benchmarks.Failover;

/// <summary>How a Patroni cluster is told to wait and to replicate.</summary>
/// <param name="Dynamic">Its dynamic configuration, as YAML below <c>dcs:</c>.</param>
internal sealed record PatroniSettings(string Dynamic)
{
    /// <summary>What Patroni does when nothing is said: ttl 30, loop_wait 10, retry_timeout 10, asynchronous.</summary>
    public static readonly PatroniSettings Default = new("maximum_lag_on_failover: 1048576");

    /// <summary>The fastest that elected reliably in the environment's measurements: with less, it never elects.</summary>
    public static readonly PatroniSettings Tuned = new("ttl: 5\n    loop_wait: 1\n    retry_timeout: 2\n    master_start_timeout: 0\n    synchronous_mode: true");
}
