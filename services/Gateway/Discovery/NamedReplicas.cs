using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Distribution.Gateway.Discovery;

/// <summary>
/// Makes a replica of each address that a destination's name stands for, so that each has its own health and a failed request is repeated at another one. A headless service of Kubernetes has all its pods behind one
/// name. A name that cannot be resolved keeps what it stood for: the name server being out takes no replica away, and at the start, when it never stood for anything, it has no replicas yet.
/// </summary>
internal sealed class NamedReplicas(INameService names, TimeProvider time, ILogger<NamedReplicas> logger) : IDestinationResolver, IDisposable
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<IPAddress>> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _stop = new();

    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var hosts = destinations.Values.Select(destination => new Uri(destination.Address).Host).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        await Task.WhenAll(hosts.Select(host => LookAsync(host, cancellationToken)));
        var seen = hosts.ToDictionary(host => host, Known, StringComparer.OrdinalIgnoreCase);
        var replicas = destinations.SelectMany(destination => Replicas(destination.Key, destination.Value, seen)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        var changed = new CancellationTokenSource();
        _ = WatchAsync(seen, changed);
        return new ResolvedDestinationCollection(replicas, new CancellationChangeToken(changed.Token));
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private static IEnumerable<KeyValuePair<string, DestinationConfig>> Replicas(string name, DestinationConfig destination, Dictionary<string, IReadOnlyList<IPAddress>> seen)
    {
        var address = new Uri(destination.Address);
        return seen[address.Host].Select(ip => KeyValuePair.Create(
            $"{name}[{ip}]",
            destination with { Address = new UriBuilder(address) { Host = ip.ToString() }.Uri.AbsoluteUri, Host = destination.Host ?? address.Authority }));
    }

    private IReadOnlyList<IPAddress> Known(string host) => _known.GetValueOrDefault(host, []);

    /// <summary>Looks again and again, and asks for another resolution once, when something has changed.</summary>
    private async Task WatchAsync(Dictionary<string, IReadOnlyList<IPAddress>> seen, CancellationTokenSource changed)
    {
        try
        {
            while (seen.All(host => ReferenceEquals(Known(host.Key), host.Value)))
            {
                await Task.Delay(DiscoveryDefaults.Refresh, time, _stop.Token);
                await Task.WhenAll(seen.Keys.Select(host => LookAsync(host, _stop.Token)));
            }

            await changed.CancelAsync();
            changed.Dispose();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }

    private async Task LookAsync(string host, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(DiscoveryDefaults.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var found = (await names.ResolveAsync(host, either.Token)).OrderBy(address => address.ToString(), StringComparer.Ordinal).ToList();
            if (!found.SequenceEqual(Known(host)))
            {
                _known[host] = found;
                logger.Resolved(host, string.Join(", ", found));
            }
        }
        catch (Exception failure) when (failure is SocketException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            logger.NotResolved(host, Known(host).Count, failure is SocketException ? failure.Message : "no answer");
        }
    }
}
