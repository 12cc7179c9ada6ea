using System.Net;
using Distribution.Servers;

namespace Distribution.Api.Tests;

/// <summary>With a database of its own: other tests' sweeps would take part.</summary>
public sealed class OverdueSweepTests
{
    private const int Overdue = 350;

    [Fact]
    public async Task Sweep_after_an_outage_takes_batch_after_batch_the_longest_overdue_first()
    {
        await using var postgres = await AccessPostgres.StartAsync();
        await using var api = await RunningApi.StartAsync(postgres.ServiceConnection, null);
        await postgres.Server.ExecuteAsync(
            $"""
            WITH made AS (
              INSERT INTO requests (id, policy, requester, role, target, duration_seconds, reason, state, decided_at)
              SELECT gen_random_uuid(), 'development-reader', 'ada', 'reader', 'staging-db', 60, 'why', 'approved', now() FROM generate_series(1, {Overdue})
              RETURNING id)
            INSERT INTO grants (id, request_id, grantee, role, target, expires_at)
            SELECT gen_random_uuid(), id, 'ada', 'reader', 'staging-db', now() - make_interval(secs => 3600 * random()) FROM made
            """,
            "access");

        var sweeps = 0;
        await Eventually.True(async () =>
        {
            sweeps++;
            var swept = await api.AsService().PostAsync("/internal/sweeps", new { lease = "job/after-the-outage", term = 1 });
            return swept.Status == HttpStatusCode.OK && !swept.Json.GetProperty("more").GetBoolean();
        });

        Assert.InRange(sweeps, 1, 4);
        Assert.Equal(Overdue, await postgres.CountAsync("outbox WHERE destination = 'jobs'"));
        Assert.Equal(0, await postgres.CountAsync(
            """
            (SELECT expires_at, lag(expires_at) OVER (ORDER BY position) AS before FROM outbox o JOIN grants g ON o.key = 'grant/' || g.id WHERE destination = 'jobs') AS pairs
            WHERE expires_at < before
            """));
        Assert.Equal(Overdue, await postgres.CountAsync("outbox WHERE destination = 'audit' AND (payload::json #>> '{details,overstaySeconds}')::float > 0"));
    }
}
