using Distribution.Hosting.Postgres.Supervision;
using Distribution.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Hosting.Tests.Postgres;

/// <summary>A supervisor that had to wait for a processor itself is no witness against a server, and a server that works is late.</summary>
public sealed class LateProbeTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(1.0, 'S', 3, 3)]
    [InlineData(3.0, 'S', 0, 0)]
    [InlineData(3.0, 'T', 3, 3)]
    [InlineData(1.0, 'R', 0, 3)]
    public async Task Silence_counts_by_what_the_kernel_says_of_the_server_and_by_when_it_was_noticed(double timeouts, char state, int misses, int silences)
    {
        var server = new SilentServer(_time, SupervisorDefaults.ProbeTimeout * timeouts, state);
        var monitor = new MemberMonitor(new Member("postgres-1", server, server, null!, null!), _time, NullLogger.Instance);
        monitor.WatchProcess();

        for (var probe = 0; probe < 3; probe++)
        {
            await monitor.ProbeAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal((misses, silences), (monitor.View().Misses, monitor.View().Silences));
    }

    private sealed class SilentServer(ManualTime time, TimeSpan takes, char state) : IProbe, IMemberProcess
    {
        public bool IsAlive => true;

        public char State => state;

        public long Turns => 0;

        public bool StopRequested => false;

        public Task EndAsync() => new TaskCompletionSource().Task;

        public Task<ProbeAnswer> ProbeAsync(CancellationToken cancellationToken)
        {
            time.Advance(takes);
            return Task.FromResult(ProbeAnswer.Silent);
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void StopFast()
        {
        }

        public void Reload()
        {
        }

        public Task FenceAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
