using Distribution.Publishing.Compose.Model;

namespace Distribution.Publishing.Compose;

/// <summary>
/// How often the engine asks. Each question starts a process in a container, a tenth of a second of a core, and engines before Docker 25 cannot ask more often while a container starts: what is asked often costs
/// all the time, and what is asked seldom starts slowly. Nothing waits for these answers but the start and whoever looks: the gateways, Patroni and the Sentinels look for themselves, several times a second.
/// </summary>
internal static class ComposeHealth
{
    /// <summary>30 containers asked every 15 s take a fifth of a core, and the last one shows as healthy 15 s after it is.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>For the one that all others wait for.</summary>
    private static readonly TimeSpan ShortInterval = TimeSpan.FromSeconds(10);

    /// <summary>A question that is cut off on a busy machine makes it busier: only one that hangs is.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private const int Retries = 3;

    /// <summary>A service of ours.</summary>
    public static readonly TimeSpan ServiceStart = TimeSpan.FromSeconds(30);

    /// <summary>A server, which may have to copy its data from another first.</summary>
    public static readonly TimeSpan ServerStart = TimeSpan.FromSeconds(60);

    public static ComposeHealthCheck Check(TimeSpan start, params string[] command) => Check(Interval, start, command);

    /// <summary>Of a container that all others wait for.</summary>
    public static ComposeHealthCheck CheckOften(TimeSpan start, params string[] command) => Check(ShortInterval, start, command);

    private static ComposeHealthCheck Check(TimeSpan interval, TimeSpan start, string[] command) => new()
    {
        Test = ["CMD", .. command],
        Interval = ComposeLayout.Seconds(interval),
        Timeout = ComposeLayout.Seconds(Timeout),
        Retries = Retries,
        StartPeriod = ComposeLayout.Seconds(start),
    };
}
