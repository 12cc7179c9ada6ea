using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Distribution.ServiceDefaults.Health;

namespace Distribution.ServiceDefaults.Probe;

/// <summary>
/// Waits until no replica of other services is older than this program: <c>await-version http://HOST:PORT…</c>, where each host may stand for many replicas. Services are started behind it, so that an upgrade goes from
/// one to the next and changes a leader once, at its end. It is a courtesy and not a lock: a service of which nobody is there is not waited for, nor one that is newer, and after ten minutes nobody is.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="output">Where it says what it waits for.</param>
public sealed class RolloutWait(TimeProvider time, TextWriter output)
{
    private const string Verb = "await-version";
    private const int Started = 0;
    private const int BadUsage = 2;

    /// <summary>10 min: longer than a rollout that succeeds, and than Helm waits for one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A replica answers within milliseconds, or is about to leave.
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(2);

    /// <summary>Whether these are its arguments.</summary>
    /// <param name="args">The program's arguments.</param>
    public static bool IsAsked(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return args.Length > 0 && args[0] == Verb;
    }

    /// <summary>Waits.</summary>
    /// <param name="args">The program's arguments: <c>await-version</c>, and an address of each service.</param>
    /// <returns>The exit code: 0 when the program may start, 2 when an argument is no address.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var services = args.Skip(1).Select(text => Uri.TryCreate(text, UriKind.Absolute, out var service) && service.Scheme == Uri.UriSchemeHttp ? service : null).ToList();
        if (services.IndexOf(null) is var wrong and >= 0)
        {
            await System.Console.Error.WriteLineAsync($"{Verb}: '{args[wrong + 1]}' is no address: give http://HOST:PORT.");
            return BadUsage;
        }

        await new RolloutWait(TimeProvider.System, System.Console.Out).WaitAsync([.. services.OfType<Uri>()], LivenessReport.Alive.Version, Patience, CancellationToken.None);
        return Started;
    }

    /// <returns>Whether none is older than the version; false when patience ran out.</returns>
    internal async Task<bool> WaitAsync(IReadOnlyList<Uri> services, string version, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = AnswerPatience }) { Timeout = AnswerPatience };
        var begun = time.GetTimestamp();
        var said = "";
        while (true)
        {
            var others = (await Task.WhenAll(services.Select(service => OthersAsync(http, service, version, cancellationToken)))).SelectMany(replicas => replicas).ToList();
            if (others.Count == 0)
            {
                await output.WriteLineAsync($"None of the others is older than version {version}");
                return true;
            }

            if (time.GetElapsedTime(begun) >= patience)
            {
                await output.WriteLineAsync($"After {patience.TotalMinutes:0} min still older than version {version}, and not waited for any longer: {string.Join(", ", others)}");
                return false;
            }

            var now = string.Join(", ", others.Order(StringComparer.Ordinal));
            if (now != said)
            {
                said = now;
                await output.WriteLineAsync($"Waiting until none is older than version {version}: {now}");
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    // A replica that does not answer is counted: it is leaving, and then its name will not lead to it any more, or it is about to answer.
    private static async Task<IEnumerable<string>> OthersAsync(HttpClient http, Uri service, string version, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll((await AddressesAsync(service, cancellationToken)).Select(async address => (address, version: await VersionAsync(http, service, address, cancellationToken))));
        return found.Where(replica => !IsAtLeast(replica.version, version)).Select(replica => $"{service.Host} at {replica.address} ({replica.version})");
    }

    // What is no number is compared as it is.
    private static bool IsAtLeast(string found, string version) => found == version || (Version.TryParse(found, out var theirs) && Version.TryParse(version, out var own) && theirs >= own);

    private static async Task<IPAddress[]> AddressesAsync(Uri service, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(service.Host, cancellationToken);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    private static async Task<string> VersionAsync(HttpClient http, Uri service, IPAddress address, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await http.GetByteArrayAsync(new UriBuilder(service) { Host = address.ToString(), Path = ReadinessDefaults.LivenessPath }.Uri, cancellationToken);
            return JsonSerializer.Deserialize(answer, HealthJson.Default.LivenessReport)?.Version ?? "unknown";
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return "no answer";
        }
    }
}
