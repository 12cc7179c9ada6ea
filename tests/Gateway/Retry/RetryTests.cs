using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Gateway.Retry;
using Distribution.Servers;
using Yarp.ReverseProxy.Model;

namespace Distribution.Gateway.Tests.Retry;

[Collection(StageCollection.Name)]
public sealed class RetryTests(StageFixture fixture) : IAsyncLifetime
{
    private const string FailsEverywhere = "&fails=api-1&fails=api-2&fails=api-3";

    private readonly Stage _stage = fixture.Stage;
    private readonly string _key = Guid.NewGuid().ToString("N");

    public async ValueTask InitializeAsync() => await _stage.UntilFitAsync();

    public async ValueTask DisposeAsync() => await Task.WhenAll(_stage.Replicas.Select(replica => replica.SetServingAsync(true)));

    [Fact]
    public async Task Unkeyed_post_to_a_replica_that_fails_is_a_502_problem_and_was_sent_once()
    {
        using var answer = await _stage.Client.PostAsync($"/requests?{FailsEverywhere}", new StringContent(_key));

        var problem = await answer.AssertProblemAsync(HttpStatusCode.BadGateway);
        Assert.Contains("Idempotency-Key", problem.GetProperty("detail").GetString());
        Assert.Single(_stage.Arrivals(of: _key));
    }

    [Fact]
    public async Task Keyed_post_to_replicas_that_fail_reaches_the_one_that_does_not_with_the_same_body()
    {
        using var answer = await PostAsync("/requests?fails=api-1&fails=api-2", _key);
        using var second = await PostAsync("/requests?fails=api-3&fails=api-2", _key);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Contains(_key, _stage.Effects());
        Assert.Single(_stage.Arrivals(of: _key).Distinct());
        Assert.True(_stage.Arrivals(of: _key).Count >= 2);
    }

    [Fact]
    public async Task Key_that_the_api_would_refuse_does_not_make_a_post_repeatable()
    {
        using var answer = await PostAsync($"/requests?{FailsEverywhere}", "has space", body: _key);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Single(_stage.Arrivals(of: _key));
    }

    [Fact]
    public async Task Body_too_long_to_keep_is_sent_once()
    {
        using var answer = await PostAsync($"/requests?{FailsEverywhere}", _key, body: new string('x', RetryDefaults.BodyLimit + 1));

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Single(_stage.Arrivals(of: _key));
    }

    [Fact]
    public async Task Get_that_fails_before_its_body_is_repeated_at_every_replica()
    {
        using var answer = await _stage.Client.GetAsync($"/requests/fails-after/0?id={_key}");

        await answer.AssertProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(3, _stage.Lines("failed-" + _key).Distinct().Count());
    }

    [Fact]
    public async Task Get_that_fails_within_its_body_is_not_repeated()
    {
        using var answer = await _stage.Client.GetAsync($"/requests/fails-after/100000?id={_key}", HttpCompletionOption.ResponseHeadersRead);
        await Task.WhenAll(_stage.Replicas.Select(replica => replica.PostAsync("/test/passed")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(async () => await (await answer.Content.ReadAsStreamAsync()).CopyToAsync(Stream.Null));
        Assert.Single(_stage.Lines("failed-" + _key));
    }

    [Fact]
    public async Task Get_passes_over_a_replica_that_answers_503()
    {
        await _stage.Replicas[0].SetServingAsync(false);

        for (var i = 0; i < 20; i++)
        {
            using var answer = await _stage.Client.GetAsync("/requests");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Answer_503_of_every_replica_passes_as_it_is()
    {
        await Task.WhenAll(_stage.Replicas.Select(replica => replica.SetServingAsync(false)));

        using var answer = await _stage.Client.GetAsync("/requests");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter?.Delta);
        Assert.Equal("draining", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Unkeyed_post_gets_the_503_of_the_replica_it_reached()
    {
        await _stage.Replicas[0].SetServingAsync(false);

        await Eventually.True(async () =>
        {
            using var answer = await _stage.Client.PostAsync("/requests", new StringContent("x"));
            return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
        });
    }

    [Fact]
    public async Task Client_that_goes_away_cancels_the_replica_and_costs_it_nothing()
    {
        using var impatience = new CancellationTokenSource();
        var before = await SumAsync("/test/aborted");
        var running = await SumAsync("/test/running");

        var sending = _stage.Client.PostAsync("/requests/slow/30000", null, impatience.Token);
        await Eventually.True(async () => await SumAsync("/test/running") == running + 1);
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await Eventually.True(async () => await SumAsync("/test/aborted") == before + 1);
        Assert.All(_stage.Replicas, replica => Assert.NotEqual(DestinationHealth.Unhealthy, _stage.Health(replica).Passive));
    }

    private async Task<int> SumAsync(string counter) =>
        (await Task.WhenAll(_stage.Replicas.Select(replica => replica.GetAsync(counter)))).Sum(int.Parse);

    private async Task<HttpResponseMessage> PostAsync(string path, string key, string body = "body")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await _stage.Client.SendAsync(request);
    }
}
