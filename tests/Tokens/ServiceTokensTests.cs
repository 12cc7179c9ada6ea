using System.Net;
using Distribution.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Tokens.Tests;

public sealed class ServiceTokensTests
{
    private readonly ManualTime _time = new();
    private int _fetched;
    private bool _out;

    [Fact]
    public async Task Token_is_given_as_long_as_it_lives_while_identity_is_out_and_not_a_moment_longer()
    {
        using var tokens = new ServiceTokens(FetchAsync, _time, NullLogger<ServiceTokens>.Instance);
        Assert.Equal("token-1", await tokens.GetAsync(CancellationToken.None));
        _out = true;

        _time.Advance(TokenDefaults.ServiceLifetime - TimeSpan.FromSeconds(1));
        Assert.Equal("token-1", await tokens.GetAsync(CancellationToken.None));

        _time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<IdentityUnavailableException>(async () => await tokens.GetAsync(CancellationToken.None));
        _out = false;
        Assert.Equal($"token-{_fetched + 1}", await tokens.GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Callers_without_a_token_wait_for_one_attempt_together()
    {
        var release = new TaskCompletionSource();
        using var tokens = new ServiceTokens(
            async cancellation =>
            {
                await release.Task;
                return await FetchAsync(cancellation);
            },
            TimeProvider.System,
            NullLogger<ServiceTokens>.Instance);
        _out = true;

        var callers = Enumerable.Range(0, 20).Select(_ => tokens.GetAsync(CancellationToken.None).AsTask()).ToArray();
        release.SetResult();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Task.WhenAll(callers));

        Assert.All(callers, caller => Assert.True(caller.IsFaulted));
        Assert.Equal(1, _fetched);
    }

    [Fact]
    public async Task Token_is_renewed_at_half_of_its_life_and_again_after_an_outage()
    {
        using var tokens = new ServiceTokens(_ => Task.FromResult(Next(seconds: 4)), TimeProvider.System, NullLogger<ServiceTokens>.Instance);
        await tokens.StartAsync(CancellationToken.None);

        await Eventually.True(() => Volatile.Read(ref _fetched) == 1);
        var began = TimeProvider.System.GetTimestamp();
        await Eventually.True(() => Volatile.Read(ref _fetched) >= 2);

        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 1.5, 12);
        await tokens.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Request_refused_with_401_is_sent_once_more_with_another_token_and_its_whole_body()
    {
        using var tokens = new ServiceTokens(FetchAsync, _time, NullLogger<ServiceTokens>.Instance);
        var receiver = new Receiver("token-2");
        using var client = new HttpClient(new ServiceTokenHandler(tokens) { InnerHandler = receiver });

        using var answer = await client.PostAsync("http://receiver/internal/messages", new StringContent("body"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["token-1 body", "token-2 body"], receiver.Seen);
    }

    [Fact]
    public async Task Receiver_that_refuses_everything_gets_two_requests_and_identity_no_flood()
    {
        using var tokens = new ServiceTokens(FetchAsync, _time, NullLogger<ServiceTokens>.Instance);
        var receiver = new Receiver("none");
        using var client = new HttpClient(new ServiceTokenHandler(tokens) { InnerHandler = receiver });

        for (var request = 0; request < 10; request++)
        {
            using var answer = await client.PostAsync("http://receiver/internal/messages", new StringContent("body"));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Equal(2, _fetched);
        Assert.Equal(11, receiver.Seen.Count);
    }

    [Fact]
    public async Task Refused_token_stays_in_use_while_identity_gives_no_other()
    {
        using var tokens = new ServiceTokens(FetchAsync, _time, NullLogger<ServiceTokens>.Instance);
        var token = await tokens.GetAsync(CancellationToken.None);
        _out = true;

        Assert.False(await tokens.ReplaceAsync(token, CancellationToken.None));
        Assert.Equal(token, await tokens.GetAsync(CancellationToken.None));
    }

    private Task<TokenAnswer> FetchAsync(CancellationToken cancellationToken)
    {
        if (_out)
        {
            Interlocked.Increment(ref _fetched);
            throw new IdentityUnavailableException("identity is out");
        }

        return Task.FromResult(Next((int)TokenDefaults.ServiceLifetime.TotalSeconds));
    }

    private TokenAnswer Next(int seconds) => new($"token-{Interlocked.Increment(ref _fetched)}", "Bearer", seconds);

    private sealed class Receiver(string accepted) : HttpMessageHandler
    {
        public List<string> Seen { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen.Add($"{request.Headers.Authorization!.Parameter} {await request.Content!.ReadAsStringAsync(cancellationToken)}");
            return new(request.Headers.Authorization.Parameter == accepted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
        }
    }
}
