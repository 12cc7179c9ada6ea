namespace Distribution.Gateway.RateLimits;

/// <summary>How much one client may ask, and how long counting may take.</summary>
internal static class RateLimitDefaults
{
    /// <summary>The name of the connection string of the counters.</summary>
    public const string ConnectionName = "valkey";

    /// <summary>Requests a second of one client: far above a person or a script, a quarter of what a small machine serves in all.</summary>
    public const double PerSecond = 1000;

    /// <summary>Tokens a second that one address may ask for: each password costs 0.2 s of a core.</summary>
    public const double TokensPerSecond = 50;

    /// <summary>Requests a second of one address under whatever names: tokens are not verified here, so names can be made up.</summary>
    public const double AddressPerSecond = 4000;

    /// <summary>1 s of each rate may come at once.</summary>
    public static readonly TimeSpan Burst = TimeSpan.FromSeconds(1);

    /// <summary>25 ms for an answer of Valkey, which takes less than one: with the timers of a busy machine still below 50 ms.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(25);

    /// <summary>Answers in a row that may be late before Valkey is taken for gone: one may be the machine's own doing.</summary>
    public const int LateToLeave = 3;

    /// <summary>While Valkey is gone it is asked this often whether it is back; no request waits for that.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    /// <summary>Clients that are counted in memory at once. More share one place, so that names without end take no memory without end.</summary>
    public const int MostClients = 20_000;
}
