using System.Text.Json;

namespace Distribution.Drills.Targets.Deployed;

/// <summary>Asks Patroni's REST API (<c>GET /patroni</c>), which needs no password for questions. Each member tells of itself; the primary also who streams from it and who of them confirms.</summary>
internal sealed class PatroniProbe(HttpClient http) : IRoleProbe
{
    private const string Streaming = "streaming";

    public string Group => Groups.Postgres;

    public async Task<RoleAnswer?> AskAsync(Unit unit, CancellationToken cancellationToken)
    {
        // 503 while it starts, with the same body.
        using var answer = await http.GetAsync(new Uri(unit.At("http", Ports.Patroni)!, "/patroni"), cancellationToken);
        return Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>A lone member has nobody to confirm; else all others stream, and at least one of them confirms.</summary>
    public string? Lack(IReadOnlyList<RoleAnswer> answers, int size) =>
        answers.Count(answer => answer.Leads) != 1 ? "one primary"
        : answers.Count < size ? "a member"
        : answers.Single(answer => answer.Leads).Peers < size - 1 ? "a synchronous standby"
        : null;

    /// <summary>Reads an answer; null for a server that does not run yet.</summary>
    /// <exception cref="JsonException">It is not Patroni's.</exception>
    internal static RoleAnswer? Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (Text(root, "state") is not ("running" or Streaming or "in archive recovery"))
        {
            return null;
        }

        // "master" before Patroni 4.
        var isPrimary = Text(root, "role") is "primary" or "master";
        // It tells of a timeline, and of who streams, only once it knows.
        long? timeline = root.TryGetProperty("timeline", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt64() : null;
        return isPrimary ? new("primary", timeline, Standbys(root)) : new("standby", timeline);
    }

    // A base backup streams too, under a name of its own; and without one that confirms, an acknowledged write is in one place only.
    private static int Standbys(JsonElement root)
    {
        var streams = root.TryGetProperty("replication", out var replication) && replication.ValueKind == JsonValueKind.Array
            ? replication.EnumerateArray().Where(stream => Text(stream, "state") == Streaming && Text(stream, "application_name") != "pg_basebackup").ToList()
            : [];
        return streams.Any(stream => Text(stream, "sync_state") is "sync" or "quorum") ? streams.Select(stream => Text(stream, "application_name")).Distinct().Count() : 0;
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
