using Distribution.Servers;

namespace Distribution.Browser.Tests;

/// <summary>What a person does with the dashboard, in a real browser.</summary>
public sealed class DashboardTests
{
    /// <summary>Of the dashboard's start and of a first page on a machine that is busy with other things.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Topology_is_seen_read_and_promoted_in_the_dashboard()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var topology = await SmallTopology.StartAsync();
        await UseAsync(new DashboardPage(chromium.Page), topology);
    }

    [Fact]
    public async Task Whole_topology_is_seen_read_and_promoted_in_the_dashboard()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var topology = await WholeTopology.StartAsync();
        await UseAsync(new DashboardPage(chromium.Page), topology);
    }

    private static async Task UseAsync(DashboardPage dashboard, ITopologyUnderTest topology)
    {
        await Eventually.True(() => AnswersAsync(topology.LoginLink), Patience, "the dashboard answers");
        await dashboard.LogInAsync(topology.LoginLink);

        await Eventually.True(() => ShowsAsync(dashboard, topology), Patience, "every resource is seen Running and healthy");

        Assert.Contains(topology.Log.Text, await dashboard.ReadLogAsync(topology.Log.Resource, topology.Log.Text));

        Assert.Contains("succeeded", await dashboard.GiveCommandAsync(topology.Promotable, "Promote"));
        await topology.PromotedAsync();
    }

    // Asserted rather than asked, so that it is said what differed to the end.
    private static async Task<bool> ShowsAsync(DashboardPage dashboard, ITopologyUnderTest topology)
    {
        Assert.Equal(topology.States.OrderBy(state => state.Key), (await dashboard.StatesAsync()).OrderBy(state => state.Key));
        return true;
    }

    private static async Task<bool> AnswersAsync(string link)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(link).GetLeftPart(UriPartial.Authority) + "/login");
        return response.IsSuccessStatusCode;
    }
}
