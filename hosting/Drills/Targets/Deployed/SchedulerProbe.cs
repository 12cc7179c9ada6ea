using System.Text.Json;

namespace Distribution.Drills.Targets.Deployed;

/// <summary>Asks the schedulers who leads (<c>GET /internal/leader</c>).</summary>
internal sealed class SchedulerProbe(HttpClient http) : IRoleProbe
{
    public string Group => Groups.Scheduler;

    public async Task<RoleAnswer?> AskAsync(Unit unit, CancellationToken cancellationToken) =>
        Parse(await http.GetStringAsync(new Uri(unit.At("http", Ports.Service)!, "/internal/leader"), cancellationToken));

    public string? Lack(IReadOnlyList<RoleAnswer> answers, int size) => answers.Count(answer => answer.Leads) == 1 && answers.Count == size ? null : "one leader, and one that follows it";

    /// <exception cref="JsonException">It is not a scheduler's answer.</exception>
    internal static RoleAnswer Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("leader").GetBoolean()
            ? new("leader", document.RootElement.GetProperty("term").GetInt64())
            : new("follower");
    }
}
