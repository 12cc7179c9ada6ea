using Distribution.Hosting.Postgres.Supervision;
using Distribution.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Hosting.Tests.Postgres;

/// <summary>A supervisor that had to wait for a processor itself is no witness against a server.</summary>
public sealed class LateProbeTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(1.0, false, 3)]
    [InlineData(3.0, false, 0)]
    [InlineData(3.0, true, 3)]
    public async Task Silence_that_was_noticed_late_counts_only_where_the_kernel_says_that_the_server_is_stopped(double timeouts, bool stopped, int misses)
    {
        var server = new SilentServer(_time, SupervisorDefaults.ProbeTimeout * timeouts, stopped);
        var monitor = new MemberMonitor(new Member("postgres-1", server, server, null!, null!), _time, NullLogger.Instance);
        monitor.WatchProcess();

        for (var probe = 0; probe < 3; probe++)
        {
            await monitor.ProbeAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(misses, monitor.View().Misses);
    }

    private sealed class SilentServer(ManualTime time, TimeSpan takes, bool stopped) : IProbe, IMemberProcess
    {
        public bool IsAlive => true;

        public bool IsStopped => stopped;

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
