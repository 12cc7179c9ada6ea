using System.Runtime.CompilerServices;
using Distribution.ServiceDefaults.Health;
using Yarp.ReverseProxy.Model;

namespace Distribution.Gateway.Retry;

/// <summary>
/// Asks a replica that keeps a request waiting whether it lives. A frozen one does not answer; one that waits for a database that is changing its primary does, and asking another replica, which waits for
/// the same, would lose the place in the queue and multiply the load when there is the least to spare. However many requests wait for a replica, it is asked once at a time.
/// A gateway that itself waited for a processor is no witness of a replica's silence: on a machine whose processors are taken everybody is silent, and asking the next one would only be more work for all.
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
            return last.Value is { IsCompleted: false } asking ? asking : last.Value = AskAsync(proxy.Cluster.HttpClient, replica.Model.Config.Address);
        }
    }

    /// <summary>Whether the replica at this address answers in time, or might have.</summary>
    internal async Task<bool> AskAsync(HttpMessageInvoker client, string address)
    {
        var asked = time.GetTimestamp();
        using var silence = new CancellationTokenSource(RetryDefaults.VitalsTimeout, time);
        try
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(address), ReadinessDefaults.LivenessPath));
            using var answer = await client.SendAsync(question, silence.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return time.GetElapsedTime(asked) > RetryDefaults.VitalsTimeout + RetryDefaults.WitnessDelay;
        }
    }
}
