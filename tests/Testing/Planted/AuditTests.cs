using Distribution.Drills.Checkers;
using Distribution.Drills.Workloads;

namespace Distribution.Testing.Tests.Planted;

/// <summary>What goes wrong between a change and its audit record, on a chain that is whole in itself: verification cannot see it, only the comparison with the acknowledged changes can.</summary>
[Collection(nameof(Everything))]
public sealed class AuditTests(Everything everything)
{
    private const string Memory = "CREATE TABLE planted_positions (position bigint PRIMARY KEY)";

    [Fact]
    public async Task Change_whose_record_is_skipped_is_found_missing()
    {
        await using var skip = await PlantedBug.TriggerAsync(
            everything.Topology,
            "access",
            "outbox",
            "INSERT",
            "IF NEW.destination = 'audit' AND NEW.position % 5 = 0 THEN RETURN NULL; END IF; RETURN NEW;");

        var found = await AuditAsync(patience: TimeSpan.FromSeconds(8));

        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.True(found.Figures["missing"] > 0, found.Summary);
        Assert.Equal(0, found.Figures["duplicates"]);
    }

    // That a message was delivered is forgotten once.
    [Fact]
    public async Task Message_that_is_delivered_twice_is_known_again()
    {
        await using var forget = await PlantedBug.TriggerAsync(everything.Topology, "access", "outbox", "DELETE", Forget(""), Memory);

        var found = await AuditAsync();

        Assert.Equal(Verdict.Pass, found.Verdict);
    }

    // The same, and the receiver cannot know it again.
    [Fact]
    public async Task Message_that_is_delivered_twice_without_deduplication_is_found_doubled()
    {
        await using var forget = await PlantedBug.TriggerAsync(
            everything.Topology,
            "access",
            "outbox",
            "DELETE",
            Forget("UPDATE outbox SET id = gen_random_uuid() WHERE destination = OLD.destination AND position = OLD.position;"),
            Memory);

        var found = await AuditAsync();

        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.True(found.Figures["duplicates"] > 0, found.Summary);
        Assert.Equal(0, found.Figures["missing"]);
    }

    private static string Forget(string also) =>
        $"IF OLD.destination = 'audit' THEN INSERT INTO planted_positions VALUES (OLD.position) ON CONFLICT DO NOTHING; IF FOUND THEN {also} RETURN NULL; END IF; END IF; RETURN OLD;";

    private async Task<CheckResult> AuditAsync(TimeSpan? patience = null)
    {
        var requests = new RequestsWorkload(perSecond: 20);
        var load = await everything.Topology.WorkloadAsync(requests, new AuditWorkload(requests, patience));
        await load.AcknowledgesAsync(60, cancellationToken: TestContext.Current.CancellationToken);
        return (await load.JudgeAsync()).Single(check => check.Checker.StartsWith("audit", StringComparison.Ordinal));
    }
}
