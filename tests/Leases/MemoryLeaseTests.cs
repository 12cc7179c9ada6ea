namespace Distribution.Leases.Tests;

public sealed class MemoryLeaseTests : LeaseConformance
{
    private readonly MemoryLeaseStore _store = new();

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override ILeaseStore Store() => _store;
}
