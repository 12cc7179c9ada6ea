using System.Net;
using Distribution.Drills.Targets;
using Distribution.Drills.Targets.Deployed;
using Distribution.Valkey;

namespace Distribution.Drills.Tests.Deployed;

public sealed class RoleReaderTests
{
    private static readonly (string Name, RoleAnswer? Answer)[] Whole =
    [
        ("postgres-1", new("primary", 2, 1)),
        ("postgres-2", new("standby", 2)),
        ("valkey-1", new("replica")),
        ("valkey-2", new("primary", Peers: 1)),
        ("valkey-sentinel-1", new("sentinel", 5, 2)),
        ("valkey-sentinel-2", new("sentinel", 5, 2)),
        ("valkey-sentinel-3", new("sentinel", 4, 2)),
        ("scheduler-1", new("leader", 9)),
        ("scheduler-2", new("follower")),
        ("api-1", null),
    ];

    [Fact]
    public async Task Whole_topology_has_its_roles_and_valkey_the_newest_epoch_of_the_Sentinels()
    {
        var state = await StateOfAsync(Whole);

        Assert.True(state.IsWhole);
        Assert.Equal("postgres-1", state.InRole("postgres", "primary")!.Name);
        Assert.Equal(5, state.InRole("valkey", "primary")!.Term);
        Assert.Equal("scheduler-1", state.InRole("scheduler", "leader")!.Name);
        Assert.Equal("http://172.20.0.9:8080/", state.Find("api-1")!.Endpoint!.ToString());
    }

    public static TheoryData<string, string?, long?, int> Lacks => new()
    {
        { "postgres-1", "primary", 2L, 0 },
        { "postgres-2", null, null, 0 },
        { "postgres-2", "primary", 3L, 0 },
        { "valkey-2", "primary", null, 0 },
        { "valkey-1", null, null, 0 },
        { "valkey-sentinel-3", "sentinel", 4L, 1 },
        { "valkey-sentinel-1", "sentinel", 5L, -1 },
        { "scheduler-1", "follower", null, 0 },
        { "scheduler-2", null, null, 0 },
    };

    [Theory]
    [MemberData(nameof(Lacks))]
    public async Task Topology_that_lacks_a_role_is_not_whole(string member, string? role, long? term, int peers) =>
        Assert.False((await StateOfAsync([.. Whole.Select(one => one.Name == member ? (one.Name, role is null ? null : new RoleAnswer(role, term, peers)) : one)])).IsWhole);

    [Fact]
    public async Task Same_port_at_many_addresses_is_told_apart_by_the_address()
    {
        var state = await StateOfAsync(Whole);

        Assert.Equal("postgres-2", state.NameOf("172.20.0.1", 5432));
        Assert.Equal("172.20.0.77:5432", state.NameOf("172.20.0.77", 5432));
    }

    private static async Task<TargetState> StateOfAsync(IReadOnlyList<(string Name, RoleAnswer? Answer)> told)
    {
        await using var reader = new RoleReader(new ValkeyCredentials("app", "/nowhere"));
        return reader.StateOf([.. told.Select((one, index) => (new Unit(one.Name, "1", Serves: true, new IPAddress([172, 20, 0, (byte)index])), one.Answer))]);
    }
}
