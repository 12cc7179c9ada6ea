using System.Net;
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
        _one = await StartApiAsync(_postgres, _valkey);
        _two = await StartApiAsync(_postgres, _valkey);
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

    // The first requests of a process in which nothing is compiled yet, all at once, may take longer than their budget, which is not what these tests are about.
    private static async Task<RunningApi> StartApiAsync(AccessPostgres postgres, ValkeyServer valkey)
    {
        var api = await RunningApi.StartAsync(postgres.ServiceConnection, $"endpoint=127.0.0.1:{valkey.Port}", "--Providers:Faulty=true", "--RequestBudget:Total=00:00:30");
        await Eventually.True(async () => (await api.As("root", "operator").GetAsync("/readyz")).Status == HttpStatusCode.OK, TimeSpan.FromSeconds(30), "the Api is ready");
        await api.AskAsync(Wishes.Unique("first"));
        return api;
    }
}
