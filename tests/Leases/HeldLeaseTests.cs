namespace Distribution.Leases.Tests;

public sealed class HeldLeaseTests
{
    [Fact]
    public async Task Lease_that_is_given_up_while_its_renewal_fails_is_given_up()
    {
        var store = new FailingRenewal();
        var lease = await new LeaseProvider(store, TestLog.Of<LeaseProvider>()).AcquireAsync("x", TestContext.Current.CancellationToken);
        var disposed = Task.CompletedTask;

        store.Renewing = () => disposed = lease.DisposeAsync().AsTask();
        await store.Renewed.WaitAsync(TestContext.Current.CancellationToken);
        await disposed;

        Assert.False(lease.IsHeld);
    }

    // Its failure comes in the moment in which the lease is given up.
    private sealed class FailingRenewal : ILeaseStore
    {
        private readonly MemoryLeaseStore _store = new();
        private readonly TaskCompletionSource _renewed = new();

        public Action? Renewing { get; set; }

        public Task Renewed => _renewed.Task;

        public Task<LeaseAnswer> TryAcquireAsync(string name, string holder, TimeSpan ttl, CancellationToken cancellationToken) => _store.TryAcquireAsync(name, holder, ttl, cancellationToken);

        public Task<bool> RenewAsync(Term term, string holder, TimeSpan ttl, CancellationToken cancellationToken)
        {
            if (Renewing is { } renewing)
            {
                renewing();
                _renewed.TrySetResult();
            }

            throw new TimeoutException();
        }

        public Task ReleaseAsync(Term term, string holder, CancellationToken cancellationToken) => _store.ReleaseAsync(term, holder, cancellationToken);
    }
}
