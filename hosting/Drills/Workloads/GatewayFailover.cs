using System.Net.Sockets;

namespace Distribution.Drills.Workloads;

/// <summary>
/// Sends to one of several gateways, as a client or balancer before them does: what meets a closed one goes to the next, and so does what lost its connection and may be repeated, a read or a keyed request.
/// Each is tried once; with one gateway nothing is ever sent again.
/// </summary>
/// <param name="gateways">Where they are.</param>
internal sealed class GatewayFailover(IReadOnlyList<Uri> gateways) : DelegatingHandler
{
    private const string Key = "Idempotency-Key";

    private volatile int _current;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        for (var left = gateways.Count; ; left--)
        {
            var used = _current;
            request.RequestUri = new Uri(gateways[used], path);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException failure) when (left > 1 && MayGoOn(request, failure))
            {
                // All that meet the closed one at once go on to the same other one.
                Interlocked.CompareExchange(ref _current, (used + 1) % gateways.Count, used);
            }
        }
    }

    private static bool MayGoOn(HttpRequestMessage request, HttpRequestException failure) =>
        failure.HttpRequestError == HttpRequestError.ConnectionError
        || ((request.Method == HttpMethod.Get || request.Headers.Contains(Key)) && (failure.HttpRequestError == HttpRequestError.ResponseEnded || failure.InnerException is IOException or SocketException));
}
