using Distribution.Drills.Checkers;
using Distribution.Testing;
using Distribution.Testing.Loads;

namespace Distribution.Shop.Tests;

public sealed class OrdersTests(ShopTopology shop) : IClassFixture<ShopTopology>
{
    // What the shop promises; on a machine whose cores are busy with other things a second is not a second.
    private static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Order_that_was_confirmed_survives_the_death_of_the_database_server()
    {
        var topology = shop.Topology;
        var orders = new Orders(topology);
        await orders.CreateTableAsync();
        var load = await topology.WorkloadAsync(new WritesWorkload("orders", orders.PlaceAsync, orders.AllAsync));
        await load.AcknowledgesAsync(50);

        await topology.KillAsync("store", Role.Primary);

        await load.AcknowledgesAsync(50);
        await topology.WaitUntilWholeAsync();
        await load.CheckAsync(new OutageChecker("orders", LongestOutage));
    }
}
