using Distribution.Drills.Histories;
using Distribution.Drills.Targets.Deployed;

namespace Distribution.Drills.Tests.Deployed;

public sealed class FailoverLineTests
{
    [Theory]
    [InlineData("2026-11-25T22:34:27.173515614Z 2026-11-25 22:34:27,172 WARNING: Request failed to postgres-1: GET http://postgres-1:8008/patroni (timed out)", MarkKind.Detected, "postgres-1")]
    [InlineData("2026-11-25T22:34:28.5Z 2026-11-25 22:34:28,499 INFO: promoted self to leader by acquiring session lock", MarkKind.Promoted, "postgres-2")]
    [InlineData("2026-11-25T22:34:28.5Z 2026-11-25 22:34:28,499 INFO: Assigning synchronous standby status to ['postgres-1']", MarkKind.Restored, "postgres")]
    [InlineData("2026-11-25T22:34:28.5Z 1:X 25 Nov 2026 22:34:28.431 # +odown master valkey 10.213.17.11 6379 #quorum 2/2", MarkKind.Detected, "valkey")]
    [InlineData("2026-11-25T22:34:29.5Z 1:X 25 Nov 2026 22:34:29.431 # +switch-master valkey 10.213.17.11 6379 10.213.17.12 6379", MarkKind.Promoted, "valkey")]
    public void Steps_of_a_failover_are_read_with_their_time(string line, MarkKind kind, string subject)
    {
        var phase = FailoverLine.Parse("postgres-2", line);

        Assert.Equal((kind, subject), (phase!.Kind, phase.Subject));
        Assert.Equal(2026, phase.At.Year);
    }

    [Theory]
    [InlineData("2026-11-25T22:34:28.5Z 2026-11-25 22:34:28,499 INFO: no action. I am (postgres-1), the leader with the lock")]
    [InlineData("no time at all")]
    public void Any_other_line_is_none(string line) => Assert.Null(FailoverLine.Parse("postgres-1", line));

    [Fact]
    public void What_three_Sentinels_tell_is_told_once()
    {
        var told = Enumerable.Range(0, 3).Select(second => FailoverLine.Parse($"valkey-sentinel-{second}", $"2026-11-25T22:34:2{second}.5Z 1:X # +switch-master valkey 10.213.17.11 6379 10.213.17.12 6379")!);

        var phase = Assert.Single(FailoverLine.Once(told));

        Assert.Equal(20, phase.At.Second);
    }
}
