using System.Net;
using Distribution.Servers;

namespace Distribution.Worker.Tests;

/// <summary>Jobs whose effect is the Api's.</summary>
public sealed class AccessTests(JobsPostgres postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private StandInApi _one = null!;
    private StandInApi _two = null!;
    private RunningWorker _worker = null!;

    public async ValueTask InitializeAsync()
    {
        (_one, _two) = (await StandInApi.StartAsync(), await StandInApi.StartAsync());
        _worker = await RunningWorker.StartAsync(postgres, $"--services:api-1:http:0={_one.Address}", $"--services:api-2:http:0={_two.Address}");
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task Message_becomes_one_job_however_often_it_arrives_and_the_job_is_done_under_its_term()
    {
        var (message, grant) = (Guid.NewGuid(), Guid.NewGuid());

        var first = await OrderAsync(message, "provision", grant);
        await DoneAsync();
        var again = await OrderAsync(message, "provision", grant);

        Assert.Equal((1, 0), (first.GetProperty("accepted").GetInt32(), first.GetProperty("duplicates").GetInt32()));
        Assert.Equal((0, 1), (again.GetProperty("accepted").GetInt32(), again.GetProperty("duplicates").GetInt32()));
        var call = Assert.Single(_one.Calls.Concat(_two.Calls));
        Assert.Equal($"/internal/grants/{grant}/provision", call.Path);
        Assert.StartsWith("job/", call.Lease);
        Assert.True(call.Term > 0);
        Assert.StartsWith("Bearer ", call.Authorization);
        Assert.Equal(1L, await _worker.Jobs.CountAsync("finished_jobs"));
    }

    [Fact]
    public async Task Message_that_is_no_job_is_rejected_and_the_others_of_its_batch_are_not()
    {
        var (bad, good) = (Guid.NewGuid(), Guid.NewGuid());

        var answer = (await _worker.OrderAsync(RunningWorker.Message(bad, new { kind = "x", payload = 7 }), RunningWorker.Message(good, new { kind = "access.withdraw", payload = new { grantId = good } }))).Body;

        var rejection = Assert.Single(answer.GetProperty("rejected").EnumerateArray());
        Assert.Equal((bad.ToString(), "payload must be an object"), (rejection.GetProperty("id").GetString(), rejection.GetProperty("reason").GetString()));
        Assert.Equal(1, answer.GetProperty("accepted").GetInt32());
        await DoneAsync();
    }

    [Fact]
    public async Task Replica_that_fails_or_hangs_is_passed_over()
    {
        _one.Answer = _ => null;
        _two.Answer = call => _two.Calls.Count < 3 ? (HttpStatusCode.BadGateway, new { type = "urn:distribution:problem:provider-failed", detail = "planted" }) : (HttpStatusCode.OK, new { });

        await OrderAsync(Guid.NewGuid(), "withdraw", Guid.NewGuid());

        await DoneAsync();
        Assert.Equal(3, _two.Calls.Count);
        Assert.Single(_two.Calls.Select(call => call.Lease).Distinct());
        Assert.Equal(_two.Calls.Select(call => call.Term).Order(), _two.Calls.Select(call => call.Term));
    }

    [Fact]
    public async Task Withdrawal_that_keeps_failing_ends_among_the_dead_with_the_providers_reason()
    {
        _one.Answer = _two.Answer = _ => (HttpStatusCode.BadGateway, new { type = "urn:distribution:problem:provider-failed", detail = "the target is on fire" });

        await _worker.OrderAsync(RunningWorker.Message(Guid.NewGuid(), new { kind = "access.withdraw", payload = new { grantId = Guid.NewGuid() }, maxAttempts = 3 }));

        await Eventually.True(async () => await _worker.Jobs.CountAsync("jobs WHERE state = 'dead'") == 1, Patience, "the job is dead");
        var dead = (await _worker.GetAsync("/jobs/dead")).Body.GetProperty("items")[0];
        Assert.Contains("the target is on fire", dead.GetProperty("lastError").GetString());
        Assert.Equal(6, _one.Calls.Count + _two.Calls.Count);
        Assert.Equal(1L, await _worker.Jobs.CountAsync("outbox WHERE payload LIKE '%job.died%'"));
    }

    [Fact]
    public async Task Order_that_is_refused_is_dead_at_once()
    {
        _one.Answer = _two.Answer = _ => (HttpStatusCode.NotFound, new { type = "urn:distribution:problem:not-found", detail = "There is no grant." });

        await OrderAsync(Guid.NewGuid(), "provision", Guid.NewGuid());

        await Eventually.True(async () => await _worker.Jobs.CountAsync("jobs WHERE state = 'dead' AND attempt = 1") == 1, Patience, "the job is dead");
    }

    [Fact]
    public async Task Sweep_is_repeated_while_there_is_more_and_goes_on_trying_through_an_outage()
    {
        var rounds = 0;
        _one.Answer = _two.Answer = _ => Interlocked.Increment(ref rounds) switch
        {
            <= 2 => (HttpStatusCode.ServiceUnavailable, new { detail = "out" }),
            < 5 => (HttpStatusCode.OK, new { more = true }),
            _ => (HttpStatusCode.OK, new { more = false }),
        };

        await _worker.OrderAsync(RunningWorker.Message(Guid.NewGuid(), new { kind = "access.sweep", payload = new { } }));

        await DoneAsync();
        Assert.Equal(5, rounds);
        Assert.All(_one.Calls, call => Assert.Equal("/internal/sweeps", call.Path));
    }

    [Fact]
    public async Task Claim_that_is_over_ends_without_a_trace_and_another_does_the_job()
    {
        var refused = 0;
        _one.Answer = _two.Answer = call => Interlocked.Increment(ref refused) == 1 ? (HttpStatusCode.Conflict, new { type = "urn:distribution:problem:old-term", detail = "planted" }) : (HttpStatusCode.OK, new { });

        await OrderAsync(Guid.NewGuid(), "withdraw", Guid.NewGuid());

        await DoneAsync();
        Assert.Equal(0L, await _worker.Jobs.CountAsync("jobs WHERE last_error IS NOT NULL"));
        Assert.Equal(2, _one.Calls.Concat(_two.Calls).Select(call => call.Term).Distinct().Count());
    }

    private async Task<System.Text.Json.JsonElement> OrderAsync(Guid message, string verb, Guid grant) =>
        (await _worker.OrderAsync(RunningWorker.Message(message, new { kind = $"access.{verb}", payload = new { grantId = grant }, uniqueKey = $"{verb}/{grant}", priority = 7 }))).Body;

    private Task DoneAsync() => Eventually.True(
        async () => await _worker.Jobs.CountAsync("jobs") == 0 && await _worker.Jobs.CountAsync("finished_jobs WHERE outcome = 'completed'") == 1, Patience, "the job is done");
}
