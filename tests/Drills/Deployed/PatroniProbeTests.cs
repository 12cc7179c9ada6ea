using Distribution.Drills.Targets.Deployed;

namespace Distribution.Drills.Tests.Deployed;

/// <summary>Answers of Patroni 4.0.7, as a cluster of two gave them; shortened where it does not matter.</summary>
public sealed class PatroniProbeTests
{
    private const string Starting = """{"state": "starting", "role": "replica", "cluster_unlocked": true, "dcs_last_seen": 1795646260, "tags": {"failover_priority": 1}, "patroni": {"version": "4.0.7", "scope": "postgres", "name": "postgres-2"}}""";

    [Fact]
    public void Primary_whose_standby_confirms_has_a_peer_and_its_timeline()
    {
        var answer = PatroniProbe.Parse(Primary("""[{"usename": "replicator", "application_name": "postgres-2", "client_addr": "172.20.0.4", "state": "streaming", "sync_state": "sync", "sync_priority": 1}]"""));

        Assert.Equal(new RoleAnswer("primary", 3, 1), answer);
    }

    [Theory]
    [InlineData("""[{"application_name": "postgres-2", "state": "streaming", "sync_state": "async"}]""")]
    [InlineData("""[{"application_name": "pg_basebackup", "state": "backup", "sync_state": "async"}]""")]
    [InlineData("[]")]
    public void Primary_whom_nobody_confirms_has_no_peer(string replication) => Assert.Equal(0, PatroniProbe.Parse(Primary(replication))!.Peers);

    [Fact]
    public void Member_that_starts_has_no_role() => Assert.Null(PatroniProbe.Parse(Starting));

    [Fact]
    public void Member_that_does_not_know_its_timeline_yet_says_so() =>
        Assert.Equal(new RoleAnswer("standby", null), PatroniProbe.Parse("""{"state": "running", "role": "replica", "server_version": 170006, "timeline": null, "replication": null, "replication_state": null}"""));

    [Fact]
    public void Standby_that_streams_has_the_timeline_that_it_follows() =>
        Assert.Equal(new RoleAnswer("standby", 3), PatroniProbe.Parse("""{"state": "running", "role": "replica", "server_version": 170006, "timeline": 3, "replication_state": "streaming"}"""));

    private static string Primary(string replication) => $$"""{"state": "running", "role": "primary", "server_version": 170006, "xlog": {"location": 67109184}, "timeline": 3, "replication": {{replication}}, "dcs_last_seen": 1795646260}""";
}
