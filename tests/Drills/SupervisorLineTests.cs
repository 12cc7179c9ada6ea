using Distribution.Drills.Histories;
using Distribution.Drills.Targets.Local;

namespace Distribution.Drills.Tests;

public sealed class SupervisorLineTests
{
    [Theory]
    [InlineData("Failover: postgres-1 (primary) is lost: its process ended. postgres-2 has every acknowledged write and takes over.", MarkKind.Detected, "postgres-1")]
    [InlineData("Phase fence: no process of postgres-1 is left, after 12 ms.", MarkKind.Fenced, "postgres-1")]
    [InlineData("Phase promote: postgres-2 is primary of term 2, 240 ms after the failure was noticed.", MarkKind.Promoted, "postgres-2")]
    [InlineData("postgres-1 (standby) has every acknowledged write: the cluster is redundant.", MarkKind.Restored, "postgres")]
    public void Phase_is_read_from_what_the_supervisor_says(string text, MarkKind kind, string subject)
    {
        var phase = SupervisorLine.Parse("postgres", $"2026-01-02T03:04:05.678Z {text}")!;

        Assert.Equal((kind, subject), (phase.Kind, phase.Subject));
        Assert.Equal(678, phase.At.Millisecond);
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05.678Z database system is ready to accept connections")]
    [InlineData("Phase fence: no process of postgres-1 is left")]
    [InlineData("")]
    public void Other_lines_are_none(string line) => Assert.Null(SupervisorLine.Parse("postgres", line));
}
