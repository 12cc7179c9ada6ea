namespace Distribution.Leases.Tests;

public sealed class PostgresLeaseTests(Database database) : LeaseConformance
{
    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override ILeaseStore Store() => Database.Store(database.DataSource);
}
