using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Distribution.Api.Tests;

/// <summary>A replica of the Api on Kestrel, in this process.</summary>
internal sealed class RunningApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningApi(WebApplication app)
    {
        _app = app;
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 100, RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 }) { BaseAddress = new(Address) };
    }

    public string Address { get; }

    public HttpClient Client { get; }

    public static async Task<RunningApi> StartAsync(string postgres, string? valkey, params string[] more)
    {
        string[] args = ["--urls=http://127.0.0.1:0", $"--ConnectionStrings:access={postgres}", $"--ConnectionStrings:valkey={valkey}", "--Drain:Delay=00:00:00", .. more];
        var app = ApiHost.Build(args, builder => builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.None));
        await app.StartAsync();
        return new(app);
    }

    public Person As(string name, params string[] roles) => new(Client, name, roles);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
