using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Distribution.Servers;

namespace Distribution.Api.Tests;

/// <summary>With a database of its own: what its outbox has is delivered.</summary>
public sealed class OutgoingTests
{
    [Fact]
    public async Task Records_and_jobs_wait_while_their_receivers_are_out_and_arrive_in_order_when_they_are_back()
    {
        await using var postgres = await AccessPostgres.StartAsync();
        await using var audit = await StandInReceiver.StartAsync();
        await using var worker = await StandInReceiver.StartAsync();
        await using var api = await RunningApi.StartAsync(
            postgres.ServiceConnection, null, $"--services:audit-1:http:0={audit.Address}", $"--services:worker-1:http:0={worker.Address}");
        audit.IsOut = true;
        worker.IsOut = true;

        var grant = await api.ApproveAsync("ada");
        var request = (await api.As("ada").GetAsync($"/grants/{grant}"))["requestId"];
        (await api.As("ada").PostAsync($"/grants/{grant}/revoke")).Is(HttpStatusCode.OK);
        Assert.Equal(6, await postgres.CountAsync("outbox"));
        worker.IsOut = false;
        await Eventually.True(() => worker.Jobs.Count() == 2);
        Assert.Empty(audit.Messages);
        audit.IsOut = false;
        await Eventually.True(async () => await postgres.CountAsync("outbox") == 0);

        Assert.Equal(["access.provision", "access.withdraw"], worker.Jobs);
        Assert.Equal(["request.created", "request.approved"], audit.Actions($"request/{request}"));
        Assert.Equal(["grant.created", "grant.withdrawing"], audit.Actions($"grant/{grant}"));
        Assert.StartsWith("Bearer ey", Assert.Single(audit.Credentials.Concat(worker.Credentials).Distinct()));
    }

    [Fact]
    public async Task Records_and_jobs_belong_to_the_trace_of_the_request_that_caused_them()
    {
        const string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        using var telemetry = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(telemetry);
        await using var postgres = await AccessPostgres.StartAsync();
        await using var audit = await StandInReceiver.StartAsync();
        await using var api = await RunningApi.StartAsync(postgres.ServiceConnection, null, $"--services:audit-1:http:0={audit.Address}");
        using var content = JsonContent.Create(Wishes.Wish());

        await api.As("ada").SendAsync(HttpMethod.Post, "/requests", content, "key", ("traceparent", $"00-{trace}-00f067aa0ba902b7-01"));

        await Eventually.True(() => audit.Messages.Count == 1);
        Assert.Contains(trace, audit.Messages[0].GetProperty("traceParent").GetString());
    }
}
