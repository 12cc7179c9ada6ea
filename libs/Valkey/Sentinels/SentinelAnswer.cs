namespace Distribution.Valkey;

/// <summary>What one Sentinel thinks.</summary>
/// <param name="Primary">The address it takes for the primary's.</param>
/// <param name="Epoch">The term of the failover that made it so. A majority of Sentinels allowed that failover, hence a higher one is right against any number of lower ones.</param>
internal readonly record struct SentinelAnswer(ValkeyEndpoint Primary, long Epoch)
{
    /// <summary>
    /// Reads the answers to <c>SENTINEL MASTER</c>, for the term, and <c>SENTINEL GET-MASTER-ADDR-BY-NAME</c>, for the address. The first has an
    /// address too, but while the Sentinel that leads a failover tells the other replicas of it, that is still the old one, under the new term.
    /// </summary>
    public static SentinelAnswer? From(RespValue details, RespValue address) =>
        address.Items is [{ Text: { } host }, var port] ? new(new(host, (int)port.Integer), details["config-epoch"]?.Integer ?? 0) : null;

    /// <summary>The address of the newest term, and among equals the one that more Sentinels name.</summary>
    public static ValkeyEndpoint Best(IEnumerable<SentinelAnswer> answers) =>
        answers.GroupBy(a => a.Primary).OrderByDescending(g => g.Max(a => a.Epoch)).ThenByDescending(g => g.Count()).First().Key;
}
