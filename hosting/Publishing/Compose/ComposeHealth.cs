using Distribution.Publishing.Compose.Model;

namespace Distribution.Publishing.Compose;

/// <summary>
/// How often the engine asks. Each question starts a process, so that 30 containers asked every 10 s are 3 processes a second; and engines before Docker 25 cannot ask more often while a container starts,
/// so that 10 s is also what each step of the start takes at least. Nothing waits for these answers but the start and `docker ps`: the gateways, Patroni and the Sentinels look for themselves, several times a second.
/// </summary>
internal static class ComposeHealth
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private const int Retries = 3;

    /// <summary>A service of ours.</summary>
    public static readonly TimeSpan ServiceStart = TimeSpan.FromSeconds(30);

    /// <summary>A server, which may have to copy its data from another first.</summary>
    public static readonly TimeSpan ServerStart = TimeSpan.FromSeconds(60);

    public static ComposeHealthCheck Check(TimeSpan start, params string[] command) => new()
    {
        Test = ["CMD", .. command],
        Interval = ComposeLayout.Seconds(Interval),
        Timeout = ComposeLayout.Seconds(Timeout),
        Retries = Retries,
        StartPeriod = ComposeLayout.Seconds(start),
    };
}
