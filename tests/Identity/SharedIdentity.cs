namespace Distribution.Identity.Tests;

/// <summary>One replica with a database of its own for all tests of a class.</summary>
public sealed class SharedIdentity(IdentityPostgres postgres) : IAsyncLifetime
{
    private RunningIdentity? _identity;

    public string Database { get; private set; } = "";

    internal RunningIdentity Identity => _identity!;

    public async ValueTask InitializeAsync()
    {
        var connection = await postgres.NewDatabaseAsync();
        Database = new Npgsql.NpgsqlConnectionStringBuilder(connection).Database!;
        _identity = await RunningIdentity.StartAsync(connection);
    }

    public ValueTask DisposeAsync() => _identity?.DisposeAsync() ?? ValueTask.CompletedTask;
}
