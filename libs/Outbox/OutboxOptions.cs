namespace Distribution.Outbox;

/// <summary>What a relay delivers, where to, and how it reaches its database.</summary>
public sealed class OutboxOptions
{
    /// <summary>Opens connections to the primary of the database that has the table <c>outbox</c>. Must be set.</summary>
    public Func<IServiceProvider, OpenConnection>? Open { get; set; }

    /// <summary>Who the receiver sees as sender; by default the database's name.</summary>
    public string Source { get; set; } = "";

    /// <summary>Destinations and the service that each is: its addresses are <c>services:SERVICE-N:http:0</c> of the configuration.</summary>
    public IDictionary<string, string> Destinations { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How long a receiver may take to answer. Default <see cref="OutboxDefaults.SendTimeout"/>; shorter than <see cref="ClaimTtl"/>.</summary>
    public TimeSpan SendTimeout { get; set; } = OutboxDefaults.SendTimeout;

    /// <summary>How long a relay that does not answer for its claim keeps the others from delivering. Default <see cref="OutboxDefaults.ClaimTtl"/>.</summary>
    public TimeSpan ClaimTtl { get; set; } = OutboxDefaults.ClaimTtl;

    /// <summary>The pause between two looks of one who waits. Default <see cref="OutboxDefaults.PollEvery"/>.</summary>
    public TimeSpan PollEvery { get; set; } = OutboxDefaults.PollEvery;

    internal IEnumerable<string> Faults()
    {
        if (Open is null)
        {
            yield return "Open is not set: give it the data source's OpenConnectionAsync.";
        }

        if (Destinations.Count == 0)
        {
            yield return "Destinations is empty: name who is told and which service that is.";
        }

        if (SendTimeout <= TimeSpan.Zero || PollEvery <= TimeSpan.Zero || ClaimTtl <= SendTimeout)
        {
            yield return $"SendTimeout ({SendTimeout}) and PollEvery ({PollEvery}) must be positive, and ClaimTtl ({ClaimTtl}) longer than SendTimeout.";
        }
    }
}
