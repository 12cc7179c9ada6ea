using Distribution.Valkey;

namespace Distribution.Drills.Targets.Deployed;

/// <summary>Asks the Sentinels what they know of the primary (<c>SENTINEL MASTER</c>): the epoch under which it reigns, and the others who watch it.</summary>
internal sealed class SentinelProbe(ValkeyLines lines) : IRoleProbe
{
    /// <summary>The name under which they watch it.</summary>
    public const string Service = "valkey";

    public string Group => Groups.Sentinel;

    public async Task<RoleAnswer?> AskAsync(Unit unit, CancellationToken cancellationToken) =>
        Parse(await lines.AskAsync(unit.Address!, Ports.Sentinel, ValkeyCommand.Of("SENTINEL", "MASTER", Service), cancellationToken));

    public string? Lack(IReadOnlyList<RoleAnswer> answers, int size) => answers.Count(answer => answer.Peers >= size - 1) == size ? null : "a Sentinel that knows all others and a primary that is up";

    /// <summary>Reads an answer. One who takes the primary for down counts as knowing nobody: it is about to have it replaced.</summary>
    internal static RoleAnswer? Parse(RespValue details) => details["config-epoch"] is { } epoch
        ? new("sentinel", epoch.Integer, details["flags"]?.Text == "master" ? (int)(details["num-other-sentinels"]?.Integer ?? 0) : -1)
        : null;
}
