using Distribution.Hosting.Topology;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Control;

/// <summary>
/// A web host of its own inside the AppHost, on a Unix socket that only the topology's owner can open (mode 0600 in a folder of mode 0700).
/// It serves from before the first resource is started until all have ended.
/// </summary>
internal sealed class ControlChannel(TopologyContext topology, ControlEndpoints endpoints) : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>For answers that are being written; a log that is followed never ends by itself.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromMilliseconds(500);

    private WebApplication? _app;

    private string Socket => topology.StateFolder.ControlSocket;

    /// <summary>Begins to serve.</summary>
    /// <exception cref="IOException">The socket cannot be made.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        // Left by an AppHost that was killed; whoever holds the folder owns the socket.
        File.Delete(Socket);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(Socket));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopPatience);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.UseRouting();
        endpoints.Map(_app);
        await _app.StartAsync(cancel);
        File.SetUnixFileMode(Socket, OwnerOnly);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
            File.Delete(Socket);
        }
    }

    /// <summary>Ctrl-C and SIGTERM are the AppHost's business.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
