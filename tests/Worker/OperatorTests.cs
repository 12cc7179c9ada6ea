using System.Net;
using System.Text.Json;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Worker.Tests;

public sealed class OperatorTests(JobsPostgres postgres) : IAsyncLifetime
{
    private RunningWorker _worker = null!;

    public async ValueTask InitializeAsync() => _worker = await RunningWorker.StartAsync(postgres);

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    [Fact]
    public async Task Worker_alone_with_its_database_is_ready() => await Eventually.True(async () => (await _worker.GetAsync("/readyz", "")).Status == HttpStatusCode.OK);

    [Fact]
    public async Task Probe_runs_once_also_when_it_is_ordered_again_under_its_key()
    {
        var first = await _worker.PostAsync("/jobs", Probe("one"), key: "key-1");
        await EffectsAsync("one", 1);
        var again = await _worker.PostAsync("/jobs", Probe("one"), key: "key-1");
        var other = await _worker.PostAsync("/jobs", Probe("two"), key: "key-1");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.UnprocessableEntity), (first.Status, again.Status, other.Status));
        Assert.Equal(Ids(first.Body), Ids(again.Body));
        var job = (await _worker.GetAsync($"/jobs/{Ids(first.Body)[0]}")).Body;
        Assert.Equal("completed", job.GetProperty("state").GetString());
        Assert.Equal(1L, await _worker.Jobs.CountAsync("probe_effects"));
    }

    [Fact]
    public async Task Many_probes_are_ordered_in_one_request_and_listed_by_pages()
    {
        var due = TimeProvider.System.GetUtcNow().AddHours(1);
        var ordered = await _worker.PostAsync("/jobs", new { jobs = Enumerable.Range(0, 5).Select(number => new { kind = "probe", payload = new { effect = $"{number}" }, dueAt = due }) });

        var first = (await _worker.GetAsync("/jobs?limit=3&state=scheduled&kind=probe")).Body;
        var second = (await _worker.GetAsync($"/jobs?limit=3&after={first.GetProperty("nextCursor").GetString()}")).Body;

        Assert.Equal(Ids(ordered.Body).Order(StringComparer.Ordinal), Items(first).Concat(Items(second)));
        Assert.False(second.TryGetProperty("nextCursor", out _));
    }

    [Fact]
    public async Task Job_that_keeps_failing_is_dead_and_what_is_done_about_it_is_audited_once_each()
    {
        var ordered = await _worker.PostAsync("/jobs", new { jobs = new[] { Failing("a"), Failing("b") } });
        var ids = Ids(ordered.Body);
        await Eventually.True(async () => Items((await _worker.GetAsync("/jobs/dead")).Body).Length == 2, because: "both are dead");

        var dead = (await _worker.GetAsync("/jobs/dead")).Body.GetProperty("items")[0];
        Assert.Equal((2, "dead"), (dead.GetProperty("attempt").GetInt32(), dead.GetProperty("state").GetString()));
        Assert.Contains("fails, as its order says", dead.GetProperty("lastError").GetString());
        Assert.True(dead.TryGetProperty("diedAt", out _));
        Assert.Equal(HttpStatusCode.OK, (await _worker.PostAsync($"/jobs/{ids[0]}/retry", new { reason = "mended" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await _worker.PostAsync($"/jobs/{ids[1]}/discard", new { reason = "of no use" })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await _worker.PostAsync($"/jobs/{ids[1]}/retry", new { })).Status);
        await Eventually.True(async () => (await ActionsAsync(ids[0])).Count == 3, because: "the first dies again");

        Assert.Equal(["job.died", "job.retried", "job.died"], await ActionsAsync(ids[0]));
        Assert.Equal(["job.died", "job.discarded"], await ActionsAsync(ids[1]));
    }

    [Fact]
    public async Task Cancelled_job_ends_whether_it_runs_or_waits()
    {
        var running = Ids((await _worker.PostAsync("/jobs", new { kind = "probe", payload = new { effect = "never", milliseconds = 60_000 } })).Body)[0];
        var waiting = Ids((await _worker.PostAsync("/jobs", new { kind = "probe", payload = new { effect = "never" }, dueAt = TimeProvider.System.GetUtcNow().AddHours(1) })).Body)[0];
        await Eventually.True(async () => await StateAsync(running) == "running", because: "it runs");

        Assert.Equal(HttpStatusCode.OK, (await _worker.PostAsync($"/jobs/{running}/cancel", new { })).Status);
        Assert.Equal(HttpStatusCode.OK, (await _worker.PostAsync($"/jobs/{waiting}/cancel", new { })).Status);

        Assert.Equal("cancelled", await StateAsync(waiting));
        await Eventually.True(async () => await StateAsync(running) == "cancelled", because: "its worker notices");
        Assert.Equal(0L, await _worker.Jobs.CountAsync("probe_effects"));
    }

    [Fact]
    public async Task Queue_is_measured_for_services()
    {
        await _worker.PostAsync("/jobs", new { kind = "probe", payload = new { effect = "slow", milliseconds = 60_000 } });

        await Eventually.True(
            async () => (await _worker.GetAsync("/internal/queue", RunningWorker.Service)).Body.GetProperty("runningByWorker").EnumerateObject().Sum(worker => worker.Value.GetInt64()) == 1,
            because: "one job runs");
    }

    [Theory]
    [InlineData("[]", "body")]
    [InlineData("{", "body")]
    [InlineData("""{"payload":{"effect":"x"}}""", "kind")]
    [InlineData("""{"kind":7,"payload":{"effect":"x"}}""", "kind")]
    [InlineData("""{"kind":"access.withdraw","payload":{"grantId":"x"}}""", "kind")]
    [InlineData("""{"kind":"probe"}""", "payload")]
    [InlineData("""{"kind":"probe","payload":"x"}""", "payload")]
    [InlineData("""{"kind":"probe","payload":{"effect":7}}""", "payload.effect")]
    [InlineData("""{"kind":"probe","payload":{"effect":"\u0000"}}""", "payload.effect")]
    [InlineData("""{"kind":"probe","payload":{"effect":"\ud800"}}""", "payload.effect")]
    [InlineData("""{"kind":"probe","payload":{"effect":"x","milliseconds":-1}}""", "payload.milliseconds")]
    [InlineData("""{"kind":"probe","payload":{"effect":"x","fails":1}}""", "payload.fails")]
    [InlineData("""{"kind":"probe","payload":{"effect":"x","more":1}}""", "payload.more")]
    [InlineData("""{"kind":"probe","payload":{"effect":"x"},"uniqueKey":"a\nb"}""", "uniqueKey")]
    [InlineData("""{"kind":"probe","payload":{"effect":"x"},"uniqueKey":{}}""", "uniqueKey")]
    [InlineData("""{"kind":"probe","payload":{"effect":"x"},"priority":10}""", "priority")]
    [InlineData("""{"kind":"probe","payload":{"effect":"x"},"priority":"9"}""", "priority")]
    [InlineData("""{"kind":"probe","payload":{"effect":"x"},"dueAt":"tomorrow"}""", "dueAt")]
    [InlineData("""{"kind":"probe","payload":{"effect":"x"},"maxAttempts":0}""", "maxAttempts")]
    [InlineData("""{"kind":"probe","payload":{"effect":"x"},"color":"red"}""", "color")]
    [InlineData("""{"jobs":[]}""", "jobs")]
    [InlineData("""{"jobs":[{"kind":"probe","payload":{"effect":"x"}},7]}""", "jobs[1]")]
    public async Task Order_that_is_not_valid_is_refused_by_the_field(string body, string field)
    {
        var answer = await _worker.PostTextAsync("/jobs", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(field, answer.Body.GetProperty("errors").EnumerateObject().Select(fault => fault.Name));
        Assert.Equal(0L, await _worker.Jobs.CountAsync("jobs"));
    }

    [Theory]
    [InlineData("state=asleep", "state")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1'--", "limit")]
    [InlineData("after=7", "after")]
    [InlineData("kind=a%0Ab", "kind")]
    [InlineData("sort=id", "query")]
    public async Task Query_that_is_not_valid_is_refused_by_the_field(string query, string field)
    {
        var answer = await _worker.GetAsync($"/jobs?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(field, answer.Body.GetProperty("errors").EnumerateObject().Select(fault => fault.Name));
    }

    [Fact]
    public async Task Every_endpoint_is_open_to_whom_it_is_for_and_to_nobody_else()
    {
        var tokens = new (string Who, string Token)[]
        {
            ("nobody", ""), ("forged", RunningWorker.Issuer.ForgedToken("operator", "operator")), ("expired", RunningWorker.Issuer.ExpiredToken("operator", "operator")),
            ("requester", RunningWorker.Issuer.UserToken("r", "requester")), ("approver", RunningWorker.Issuer.UserToken("a", "approver")), ("auditor", RunningWorker.Issuer.UserToken("u", "auditor")),
            ("operator", RunningWorker.Operator), ("service", RunningWorker.Service),
        };
        var open = new[] { "/healthz", "/readyz" };

        foreach (var endpoint in _worker.Endpoints)
        {
            var path = $"/{endpoint.RoutePattern.RawText!.Trim('/')}".Replace("{id:guid}", $"{Guid.NewGuid()}");
            var method = endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IHttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
            foreach (var (who, token) in tokens)
            {
                var answer = await _worker.SendAsync(new HttpMethod(method), path, method == "POST" ? new StringContent("{}", null, "application/json") : null, token);
                var allowed = open.Contains(path) || who == (path.StartsWith("/internal/", StringComparison.Ordinal) ? "service" : "operator");
                var refused = who is "nobody" or "forged" or "expired" ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden;
                Assert.True(allowed ? answer.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && (int)answer.Status < 500 : answer.Status == refused, $"{method} {path} as {who}: {answer.Status}");
            }
        }
    }

    [Fact]
    public async Task Role_of_the_service_may_forget_finished_jobs_and_not_change_the_schema()
    {
        await using var connection = new NpgsqlConnection($"{_worker.Jobs.ServiceConnection};Pooling=false");
        await connection.OpenAsync();
        await _worker.Jobs.AskAsync("INSERT INTO finished_jobs (hour, id, term, attempt, outcome, kind, enqueued_at) SELECT hour, gen_random_uuid(), 1, 1, 'completed', 'old', now() FROM generate_series(0, 7) AS hour");

        await using var prune = new NpgsqlCommand("SELECT prune_finished_jobs()", connection);
        await prune.ExecuteNonQueryAsync();
        await using var truncate = new NpgsqlCommand("TRUNCATE finished_jobs", connection);

        Assert.Equal(6L, await _worker.Jobs.CountAsync("finished_jobs"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => truncate.ExecuteNonQueryAsync())).SqlState);
    }

    private static object Probe(string effect) => new { kind = "probe", payload = new { effect } };

    private static object Failing(string effect) => new { kind = "probe", payload = new { effect, fails = true }, maxAttempts = 2 };

    private static string[] Ids(JsonElement enqueued) => [.. enqueued.GetProperty("ids").EnumerateArray().Select(id => id.GetString()!)];

    private static string[] Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    private async Task<string?> StateAsync(string id) => (await _worker.GetAsync($"/jobs/{id}")).Body.GetProperty("state").GetString();

    private Task EffectsAsync(string effect, long count) =>
        Eventually.True(async () => await _worker.Jobs.CountAsync($"probe_effects WHERE effect = '{effect}'") == count, because: $"{count} effects of {effect}");

    private async Task<IReadOnlyList<string>> ActionsAsync(string job) =>
        ((await _worker.Jobs.AskAsync($"SELECT string_agg(payload::json ->> 'action', ',' ORDER BY position) FROM outbox WHERE destination = 'audit' AND key = 'job/{job}'")) as string)?.Split(',') ?? [];
}
