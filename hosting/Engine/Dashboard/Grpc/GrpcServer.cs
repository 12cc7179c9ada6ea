using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Dashboard.Grpc;

/// <summary>
/// gRPC on Kestrel, on loopback, HTTP/2 with prior knowledge. It is made by hand because Grpc.AspNetCore cannot be restored where this is built; five kinds of
/// call, uncompressed and without deadlines, are all that the dashboard needs.
/// </summary>
internal sealed class GrpcServer : IAsyncDisposable
{
    /// <summary>How long calls may take to notice that the server stops. They are all cancelled at once, so that this is only a bound.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;

    private GrpcServer(WebApplication application) => _application = application;

    /// <summary>Serves the methods, which are named by path (<c>/package.Service/Method</c>), on a port that the caller has leased.</summary>
    public static async Task<GrpcServer> StartAsync(int port, IReadOnlyDictionary<string, GrpcMethod> methods, ApiKey key, ILoggerFactory loggers, CancellationToken cancellation)
    {
        // The empty builder reads neither the environment nor settings files: ASPNETCORE_URLS of the AppHost is not meant for this server.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopWithin);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            // The upload half of WatchInteractions is silent for hours; the default rate would break the whole connection with it.
            options.Limits.MinRequestBodyDataRate = null;
            options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2);
        });

        var application = builder.Build();
        var dispatcher = new GrpcDispatcher(methods, key, loggers.CreateLogger<GrpcServer>());
        var stopping = application.Lifetime.ApplicationStopping;
        application.Run(context => dispatcher.ServeAsync(context, stopping));
        await application.StartAsync(cancellation);
        return new GrpcServer(application);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
    }
}
