using System.Net;
using Npgsql;

namespace Distribution.Api.Tests;

/// <summary>Whatever several people, workers and sweepers do at the same time on two replicas, and however often they repeat it: a change and its record go together.</summary>
public sealed class AuditHistoryTests(AccessServers servers)
{
    private const int Actors = 6;
    private const int Steps = 40;

    private readonly string _role = Wishes.Unique("role");

    [Fact]
    public async Task Random_history_has_one_record_for_each_change_and_no_effect_twice()
    {
        var seed = Environment.TickCount;
        await servers.One.As("root", "operator").PutAsync($"/policies/{_role}", new
        {
            role = _role,
            targets = new[] { "cellar" },
            requesters = new[] { "*" },
            approvers = new[] { "approver" },
            approvals = 1,
            longestSeconds = 3600,
            breakGlass = true,
            reviewSeconds = 1,
        });

        var statuses = await Task.WhenAll(Enumerable.Range(0, Actors).Select(actor => ActAsync(new Random(seed + actor), Wishes.Unique("ada"))));

        Assert.All(statuses.SelectMany(some => some), status => Assert.True((int)status < 500, $"seed {seed}: {status}"));
        await using var connection = await OpenAsync();
        Assert.Empty(await Observed.DifferencesAsync(connection));
        Assert.Equal(0, await servers.Postgres.CountAsync("(SELECT FROM provider_effects GROUP BY grant_id, effect HAVING count(*) > 1) AS doubled"));
    }

    [Fact]
    public async Task Change_without_its_record_would_be_found()
    {
        var grant = await servers.One.GrantAsync(Wishes.Unique("ada"));
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"UPDATE grants SET uses = uses + 1 WHERE id = '{grant}'", connection);
        await command.ExecuteNonQueryAsync();

        var differences = await Observed.DifferencesAsync(connection);

        Assert.Equal($"grant/{grant}: 3 changes, 2 records", Assert.Single(differences));
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(servers.Postgres.Server.ConnectionString("access"));
        await connection.OpenAsync();
        return connection;
    }

    private async Task<List<HttpStatusCode>> ActAsync(Random random, string name)
    {
        var statuses = new List<HttpStatusCode>();
        var grants = new List<string>();
        for (var step = 0; step < Steps; step++)
        {
            var api = random.Next(2) == 0 ? servers.One : servers.Two;
            var key = $"{name}-{random.Next(Steps)}";
            var answer = grants.Count == 0 || random.Next(5) == 0
                ? await AskAsync(api, random, name, key, grants)
                : await TouchAsync(api, random, name, key, grants[random.Next(grants.Count)]);
            statuses.Add(answer.Status);
        }

        return statuses;
    }

    private async Task<Answered> AskAsync(RunningApi api, Random random, string name, string key, List<string> grants)
    {
        var breakGlass = random.Next(2) == 0;
        var wish = new { role = _role, target = "cellar", durationSeconds = random.Next(1, 4), reason = "a reason that is long enough", breakGlass };
        var asked = await api.As(name).PostAsync("/requests", wish, key);
        if (asked.Status != HttpStatusCode.Created)
        {
            return asked;
        }

        var decided = breakGlass ? asked : await api.As("bob", "approver").PostAsync($"/requests/{asked["id"]}/{(random.Next(5) == 0 ? "deny" : "approve")}", null, key + asked["id"]);
        if (decided.Json.TryGetProperty("grantId", out var grant))
        {
            grants.Add(grant.GetString()!);
        }

        return decided;
    }

    private static async Task<Answered> TouchAsync(RunningApi api, Random random, string name, string key, string grant) => random.Next(7) switch
    {
        0 or 1 => await api.WorkAsync(grant),
        2 => await api.As(name).PostAsync($"/grants/{grant}/use", null, key),
        3 => await api.As("bob", "approver").PostAsync($"/grants/{grant}/review", new { verdict = random.Next(2) == 0 ? "justified" : "unjustified" }, key + grant),
        4 => await api.As(name).PostAsync($"/grants/{grant}/revoke", null, key),
        5 => await api.AsService().PostAsync("/internal/sweeps", new { lease = "job/history", term = 1 }),
        _ => await api.AsService().PostAsync("/internal/reviews", new { lease = "job/history", term = 1 }),
    };
}
