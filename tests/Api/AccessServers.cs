using Distribution.Api.Tests;
using Distribution.Servers;

[assembly: AssemblyFixture(typeof(AccessServers))]

namespace Distribution.Api.Tests;

/// <summary>What most tests share: one Postgres, one Valkey, two replicas of the Api. Tests keep apart by the names they use.</summary>
public sealed class AccessServers : IAsyncLifetime
{
    private AccessPostgres? _postgres;
    private ValkeyServer? _valkey;
    private RunningApi? _one;
    private RunningApi? _two;

    internal AccessPostgres Postgres => _postgres!;

    internal ValkeyServer Valkey => _valkey!;

    internal RunningApi One => _one!;

    internal RunningApi Two => _two!;

    public async ValueTask InitializeAsync()
    {
        _postgres = await AccessPostgres.StartAsync();
        await _postgres.Server.ExecuteAsync(Observed.Install, "access");
        _valkey = await ValkeyServer.StartAsync();
        _one = await RunningApi.StartAsync(_postgres.ServiceConnection, $"endpoint=127.0.0.1:{_valkey.Port}", "--Providers:Faulty=true");
        _two = await RunningApi.StartAsync(_postgres.ServiceConnection, $"endpoint=127.0.0.1:{_valkey.Port}", "--Providers:Faulty=true");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in new IAsyncDisposable?[] { _one, _two, _valkey, _postgres })
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }

        Tokens.Issuer.Dispose();
    }
}
