using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Distribution.Tokens.Tests;

/// <summary>What answers in the place of Identity, with whatever a test wants it to.</summary>
internal sealed class Publisher : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _asked;

    private Publisher(WebApplication app)
    {
        _app = app;
        app.MapGet(KeyPaths.Revoked, () => Results.Text(Revoked, statusCode: Status));
        app.MapGet(KeyPaths.Published, () =>
        {
            Interlocked.Increment(ref _asked);
            return Results.Text(Published, statusCode: Status);
        });
    }

    public string Published { get; set; } = """{"keys":[]}""";

    public string Revoked { get; set; } = """{"kids":[]}""";

    public int Status { get; set; } = StatusCodes.Status200OK;

    public int Asked => Volatile.Read(ref _asked);

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<Publisher> StartAsync(params JsonWebKey[] keys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var publisher = new Publisher(builder.Build()) { Published = new JsonWebKeySet(keys).ToJson() };
        await publisher._app.StartAsync();
        return publisher;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
