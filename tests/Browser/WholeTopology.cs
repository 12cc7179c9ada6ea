using Distribution.Servers;

namespace Distribution.Browser.Tests;

/// <summary>The topology of AppHost.cs, started by the command line.</summary>
internal sealed class WholeTopology : ITopologyUnderTest
{
    private readonly LocalTopology _topology;
    private readonly string _primaryBefore;

    private WholeTopology(LocalTopology topology, TopologyReport status)
    {
        _topology = topology;
        _primaryBefore = Primary(status);
        LoginLink = status.Dashboard;
        States = status.Resources.ToDictionary(resource => resource.Name, resource => resource.State, StringComparer.Ordinal);
    }

    public string LoginLink { get; }

    public IReadOnlyDictionary<string, string> States { get; }

    public (string Resource, string Text) Log => (_primaryBefore, "database system is ready to accept connections");

    public string Promotable => "postgres";

    public static async Task<WholeTopology> StartAsync()
    {
        var topology = await LocalTopology.StartAsync("browser");
        try
        {
            return new WholeTopology(topology, await topology.HealthyAsync());
        }
        catch
        {
            await topology.DisposeAsync();
            throw;
        }
    }

    public Task PromotedAsync() => Eventually.True(async () => Primary(await _topology.HealthyAsync()) != _primaryBefore, TimeSpan.FromSeconds(60), "the standby is the primary, and all is healthy");

    public ValueTask DisposeAsync() => _topology.DisposeAsync();

    private static string Primary(TopologyReport status) => status.InRole("postgres", "primary").Name;
}
