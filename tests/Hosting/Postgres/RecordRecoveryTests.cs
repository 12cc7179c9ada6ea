using Distribution.Hosting.Postgres.Supervision;

namespace Distribution.Hosting.Tests.Postgres;

public sealed class RecordRecoveryTests
{
    [Fact]
    public void Primary_and_standby_of_one_timeline_are_told_apart() =>
        Assert.Equal(new ClusterRecord("c", 2, "c-1", StandbyStanding.Behind), Decide(Primary(2), Standby(2)));

    [Fact]
    public void Two_former_primaries_the_later_timeline_was_promoted_by_rule() =>
        Assert.Equal(new ClusterRecord("c", 3, "c-2", StandbyStanding.Diverged), Decide(Primary(2), Primary(3)));

    [Fact]
    public void Only_one_member_has_data_the_other_is_made_anew() =>
        Assert.Equal(new ClusterRecord("c", 1, "c-1", StandbyStanding.Diverged), Decide(Primary(1), null));

    [Fact]
    public void Two_primaries_of_one_timeline_nothing_is_concluded() => Assert.Null(Decide(Primary(2), Primary(2)));

    [Fact]
    public void Two_standbys_nothing_is_concluded() => Assert.Null(Decide(Standby(2), Standby(2)));

    [Fact]
    public void Standby_of_a_later_timeline_than_the_primary_nothing_is_concluded() => Assert.Null(Decide(Primary(1), Standby(2)));

    private static ControlData Primary(int timeline) => new(timeline, Position: 100, IsStandby: false, ShutDownCleanly: false);

    private static ControlData Standby(int timeline) => new(timeline, Position: 100, IsStandby: true, ShutDownCleanly: false);

    private static ClusterRecord? Decide(ControlData? first, ControlData? second)
    {
        var found = new Dictionary<string, ControlData>(StringComparer.Ordinal);
        if (first is not null)
        {
            found["c-1"] = first;
        }

        if (second is not null)
        {
            found["c-2"] = second;
        }

        return RecordRecovery.Decide("c", found);
    }
}
