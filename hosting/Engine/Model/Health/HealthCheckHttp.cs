namespace Distribution.Engine.Model;

/// <summary>The client of all HTTP health checks: a connection is kept for each resource, nothing is logged, redirects are answers.</summary>
internal sealed class HealthCheckHttp : IDisposable
{
    /// <summary>The DNS name of a local endpoint does not change; a connection that hangs is abandoned by the check's own time-out.</summary>
    private static readonly TimeSpan KeepConnections = TimeSpan.FromMinutes(2);

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        PooledConnectionIdleTimeout = KeepConnections,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<int> StatusOfAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return (int)response.StatusCode;
    }

    public void Dispose() => client.Dispose();
}
