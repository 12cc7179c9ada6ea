using Distribution.Servers;
using Npgsql;

namespace Distribution.Jobs.Tests;

/// <summary>On a database that ends a connection at random, several times a second.</summary>
public sealed class KilledConnectionJobTests(Database database) : JobConformance(database)
{
    private ConnectionKiller _killer = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var prey = new NpgsqlConnection(Database.Server.ConnectionString(Name));
        await prey.OpenAsync();
        _killer = new ConnectionKiller(Database.Server, Name);
        await Eventually.True(() => _killer.Kills > 0, because: "connections are killed");
    }

    public override async ValueTask DisposeAsync()
    {
        await _killer.DisposeAsync();
        await base.DisposeAsync();
    }
}
