namespace Distribution.Leases.Tests;

public sealed class LeaseOptionsTests
{
    [Fact]
    public void Times_that_contradict_each_other_are_refused_with_the_values()
    {
        var options = new LeaseOptions { Ttl = TimeSpan.FromSeconds(1), RenewEvery = TimeSpan.FromSeconds(1) };

        var refusal = Assert.Throws<ArgumentException>(() => new LeaseProvider(new MemoryLeaseStore(), TestLog.Of<LeaseProvider>(), options));

        Assert.Contains("00:00:01", refusal.Message);
    }

    [Fact]
    public void Defaults_leave_room_for_two_failed_renewals() =>
        Assert.True((2 * LeaseDefaults.RenewEvery) + LeaseDefaults.SafetyMargin < LeaseDefaults.Ttl);
}
