using Distribution.Valkey;

namespace Distribution.Drills.Targets.Deployed;

/// <summary>Asks the Valkey servers for their role (<c>ROLE</c>), as the user of the services, who may. Their terms are the Sentinels'.</summary>
internal sealed class ValkeyProbe(ValkeyLines lines) : IRoleProbe
{
    public string Group => Groups.Valkey;

    public async Task<RoleAnswer?> AskAsync(Unit unit, CancellationToken cancellationToken) => Parse(await lines.AskAsync(unit.Address!, Ports.Valkey, ValkeyCommand.Of("ROLE"), cancellationToken));

    public string? Lack(IReadOnlyList<RoleAnswer> answers, int size) =>
        answers.Count(answer => answer.Leads) != 1 ? "one primary"
        : answers.Count < size || answers.Single(answer => answer.Leads).Peers < size - 1 ? "a replica that is in step"
        : null;

    /// <summary>Reads an answer: <c>master OFFSET [[ADDRESS, PORT, OFFSET]…]</c>, which lists the replicas that are in step, or <c>slave ADDRESS PORT STATE OFFSET</c>. A replica that has lost its primary counts as none.</summary>
    internal static RoleAnswer? Parse(RespValue answer) => answer.Items switch
    {
        [{ Text: "master" }, _, var replicas, ..] => new("primary", Peers: replicas.Items.Count),
        [{ Text: "slave" }, _, _, { Text: "connected" }, ..] => new("replica"),
        _ => null,
    };
}
