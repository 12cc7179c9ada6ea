using System.Runtime.CompilerServices;
using Distribution.Gateway.Health;
using Distribution.ServiceDefaults.Health;
using Yarp.ReverseProxy.Model;

namespace Distribution.Gateway.Retry;

/// <summary>
/// Asks a replica that keeps a request waiting whether it lives. A frozen one does not answer; one that waits for a database that is changing its primary does, and asking another replica, which waits for
/// the same, would lose the place in the queue and multiply the load when there is the least to spare. However many requests wait for a replica, it is asked once at a time.
/// A gateway that itself waited for a processor is no witness of a replica's silence: on a machine whose processors are taken everybody is silent, and asking the next one would only be more work for all. Then it counts
/// whether another replica, asked at the same time, has answered.
/// </summary>
internal sealed class Vitals(TimeProvider time)
{
    private readonly ConditionalWeakTable<DestinationState, StrongBox<Task<bool>>> _asked = [];

    public Task<bool> AreGoodAsync(IReverseProxyFeature proxy)
    {
        if (proxy.ProxiedDestination is not { } replica)
        {
            return Task.FromResult(true);
        }

        var last = _asked.GetOrCreateValue(replica);
        lock (last)
        {
            return last.Value is { IsCompleted: false } asking ? asking : last.Value = AskAsync(proxy.Cluster.HttpClient, Address(replica), Other(proxy, replica));
        }
    }

    /// <summary>Whether the replica at this address answers in time, or might have.</summary>
    /// <param name="client">Asks.</param>
    /// <param name="address">The replica's.</param>
    /// <param name="other">Another replica's, if there is one that is fit.</param>
    internal async Task<bool> AskAsync(HttpMessageInvoker client, string address, string? other)
    {
        var asked = time.GetTimestamp();
        using var silence = new CancellationTokenSource(RetryDefaults.VitalsTimeout, time);
        var witness = other is null ? Task.FromResult<bool?>(null) : IsAliveAsync(client, other, silence.Token);
        var isAlive = await IsAliveAsync(client, address, silence.Token);
        var isLate = time.GetElapsedTime(asked) > RetryDefaults.VitalsTimeout + RetryDefaults.WitnessDelay;
        await silence.CancelAsync();
        var hasWitness = await witness is true;
        return isAlive ?? (isLate && !hasWitness);
    }

    // Null when it is silent.
    private static async Task<bool?> IsAliveAsync(HttpMessageInvoker client, string address, CancellationToken silence)
    {
        try
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(address), ReadinessDefaults.LivenessPath));
            using var answer = await client.SendAsync(question, silence);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static string? Other(IReverseProxyFeature proxy, DestinationState replica) =>
        proxy.AllDestinations.FirstOrDefault(other => other != replica && other.IsFit()) is { } fit ? Address(fit) : null;

    private static string Address(DestinationState replica) => replica.Model.Config.Address;
}
