using System.Net;

namespace Distribution.Audit.Tests;

/// <summary>Two replicas add to one chain, each with a checkpoint file of its own and both with the same key.</summary>
public sealed class ReplicaTests(Database database)
{
    [Fact]
    public async Task Chain_that_both_added_to_is_valid_for_each_although_its_checkpoint_is_older()
    {
        await using var one = await RunningAudit.StartAsync(database);
        await one.ReportAsync(1, 3);
        await using var other = await one.StartBesideAsync();

        await other.ReportAsync(4, 6);
        await one.ReportAsync(7, 9);
        await other.ReportAsync(10, 12);

        await AssertValidAsync(one, 12);
        await AssertValidAsync(other, 12);
        await one.StopAsync();
        await other.ReportAsync(13, 15);
        await one.StartAgainAsync();
        await AssertValidAsync(one, 15);
        await one.ReportAsync(16, 16);
        await AssertValidAsync(other, 16);
    }

    private static async Task AssertValidAsync(RunningAudit audit, int records)
    {
        var report = (await audit.GetAsync("/audit/verify")).Is(HttpStatusCode.OK).Json;
        Assert.True(report.GetProperty("valid").GetBoolean(), report.ToString());
        Assert.Equal(records, report.GetProperty("records").GetInt64());
    }
}
