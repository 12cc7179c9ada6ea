using Distribution.Drills.Targets;

namespace Distribution.Drills.Workloads;

/// <summary>Somebody who has signed in at a topology's gateway.</summary>
internal sealed class GatewaySession : IDisposable
{
    /// <summary>5 s: the gateway answers or refuses within 3; what takes longer is recorded as that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>2 s to connect: a gateway on a lost node refuses nothing and answers nothing, and there may be another.</summary>
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(2);

    private GatewaySession(HttpClient http) => Http = http;

    public HttpClient Http { get; }

    public static async Task<GatewaySession> SignInAsync(ITarget target, string role, CancellationToken cancellationToken)
    {
        var connections = new SocketsHttpHandler { MaxConnectionsPerServer = 512, UseProxy = false, ConnectTimeout = ConnectPatience, ConnectCallback = WatchedConnection.ConnectAsync };
        var handler = new GatewayFailover(target.Gateways) { InnerHandler = connections };
        var http = new HttpClient(handler) { BaseAddress = target.Gateway, Timeout = Patience };
        try
        {
            await target.UserWithRole(role).SignInAsync(http, cancellationToken);
            return new(http);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    public void Dispose() => Http.Dispose();
}
