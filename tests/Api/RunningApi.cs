using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Distribution.Api.Tests;

/// <summary>A replica of the Api on Kestrel, in this process. It knows no worker and no audit service: what it has for them stays in its outbox.</summary>
internal sealed class RunningApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningApi(WebApplication app, string postgres)
    {
        _app = app;
        Postgres = postgres;
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 100, RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 }) { BaseAddress = new(Address) };
    }

    public string Address { get; }

    public string Postgres { get; }

    public HttpClient Client { get; }

    public IReadOnlyList<Endpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    public static string[] Arguments(string postgres, params IEnumerable<string> more) =>
    [
        $"--ConnectionStrings:access={postgres}",
        .. Tokens.Issuer.Configuration.Select(setting => $"--{setting.Key}={setting.Value}"),
        .. more,
    ];

    public static Task<RunningApi> StartAsync(string postgres, string? valkey, params string[] more) => StartAsync(TimeProvider.System, postgres, valkey, more);

    public static async Task<RunningApi> StartAsync(TimeProvider time, string postgres, string? valkey, params string[] more)
    {
        var args = Arguments(postgres, ["--urls=http://127.0.0.1:0", $"--ConnectionStrings:valkey={valkey}", "--Drain:Delay=00:00:00", .. more]);
        var app = ApiHost.Build(args, builder =>
        {
            builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.None);
            builder.Services.AddSingleton(time);
        });
        await app.StartAsync();
        return new(app, postgres);
    }

    /// <summary>A user; a requester when no roles are given.</summary>
    public Person As(string name, params string[] roles)
        => new(Client, name, Tokens.Issuer.UserToken(name, roles.Length == 0 ? ["requester"] : roles));

    public Person AsService() => new(Client, "worker", Tokens.Issuer.ServiceToken("worker"));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
