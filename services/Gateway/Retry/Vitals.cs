using Distribution.ServiceDefaults.Health;
using Yarp.ReverseProxy.Model;

namespace Distribution.Gateway.Retry;

/// <summary>
/// Asks a replica that keeps a request waiting whether it lives. A frozen one does not answer; one that waits for a database that is changing its primary does, and asking another replica, which waits for
/// the same, would lose the place in the queue and multiply the load when there is the least to spare.
/// </summary>
internal sealed class Vitals(IReverseProxyFeature proxy, TimeProvider time)
{
    public async Task<bool> AreGoodAsync(CancellationToken cancellationToken)
    {
        if (proxy.ProxiedDestination?.Model.Config.Address is not { } address)
        {
            return true;
        }

        using var silence = new CancellationTokenSource(RetryDefaults.VitalsTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(address), ReadinessDefaults.LivenessPath));
            using var answer = await proxy.Cluster.HttpClient.SendAsync(question, either.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
