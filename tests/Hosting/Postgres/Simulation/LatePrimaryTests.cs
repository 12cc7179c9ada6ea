using Distribution.Hosting.Postgres.Supervision;

namespace Distribution.Hosting.Tests.Postgres.Simulation;

/// <summary>A primary that does not answer in time and works all the same.</summary>
public sealed class LatePrimaryTests
{
    [Theory]
    [InlineData(8, 1)]
    [InlineData(20, 2)]
    public void Primary_that_works_and_answers_late_is_replaced_only_after_long(int seconds, int term)
    {
        using var cluster = SimulatedCluster.Redundant();
        var old = cluster.Primary;

        old.Late = true;
        cluster.Run(TimeSpan.FromSeconds(seconds));
        old.Late = false;
        cluster.Until(() => cluster.Status.IsRedundant, "it is redundant again");

        Assert.True(cluster.Status.Term == term, cluster.Log.Text);
        Assert.Empty(cluster.Lost());
    }

    [Theory]
    [InlineData(40, 0)]
    [InlineData(90, 1)]
    public void Primary_that_nobody_can_replace_is_started_anew_for_its_lateness_only_after_a_minute(int seconds, int starts)
    {
        using var cluster = SimulatedCluster.Redundant();
        var (primary, standby) = (cluster.Primary, cluster.Standby);
        standby.DiskFull = true;
        cluster.Until(() => cluster.Store.Record!.Standby == StandbyStanding.Behind, "the loss is recorded");
        var before = primary.Starts;

        primary.Late = true;
        cluster.Run(TimeSpan.FromSeconds(seconds));

        Assert.Equal(starts, primary.Starts - before);
        Assert.Same(primary, cluster.Primary);
    }
}
