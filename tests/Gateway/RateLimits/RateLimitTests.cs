using System.Diagnostics;
using System.Net;
using Distribution.Servers;

namespace Distribution.Gateway.Tests.RateLimits;

public sealed class RateLimitTests : IDisposable
{
    private readonly TestIssuer _issuer = new();

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public async Task Client_beyond_its_rate_is_told_when_to_come_again_and_others_are_served()
    {
        await using var gateway = await LimitedGateway.StartAsync(valkey: null, ("RateLimits:PerSecond", "5"));
        var greedy = _issuer.UserToken("greedy");

        HttpResponseMessage? refused = null;
        for (var number = 0; number < 500 && refused is null; number++)
        {
            var answer = await gateway.GetAsync("/requests", greedy);
            refused = answer.StatusCode == HttpStatusCode.TooManyRequests ? answer : null;
        }

        using var other = await gateway.GetAsync("/requests", _issuer.UserToken("modest"));
        using var anonymous = await gateway.GetAsync("/requests");
        Assert.NotNull(refused);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        await refused.AssertProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, anonymous.StatusCode);
        await Eventually.True(async () => (await gateway.GetAsync("/requests", greedy)).IsSuccessStatusCode, because: "the client may come again");
    }

    [Fact]
    public async Task Names_that_are_made_up_do_not_lift_the_limit_of_their_address()
    {
        await using var gateway = await LimitedGateway.StartAsync(valkey: null, ("RateLimits:AddressPerSecond", "10"));

        var began = Stopwatch.StartNew();
        var allowed = await gateway.AllowedAsync(100, token: number => _issuer.ForgedToken($"made-up-{number}"));

        Assert.InRange(allowed, 10, 11 + (10 * began.Elapsed.TotalSeconds));
    }

    [Fact]
    public async Task Tokens_have_a_rate_of_their_own_whatever_the_caller_says_of_itself()
    {
        await using var gateway = await LimitedGateway.StartAsync(valkey: null, ("RateLimits:TokensPerSecond", "4"));

        var began = Stopwatch.StartNew();
        var allowed = 0;
        for (var number = 0; number < 40; number++)
        {
            using var answer = await gateway.GetAsync("/token", _issuer.UserToken($"name-{number}"), HttpMethod.Post);
            allowed += answer.IsSuccessStatusCode ? 1 : 0;
        }

        Assert.InRange(allowed, 4, 5 + (4 * began.Elapsed.TotalSeconds));
        Assert.Equal(20, await gateway.AllowedAsync(20));
    }

    [Fact]
    public async Task Gateways_count_together_in_valkey()
    {
        await using var valkey = await ValkeyServer.StartAsync();
        (string, string)[] settings = [("RateLimits:PerSecond", "0.1")];
        await using var one = await LimitedGateway.StartAsync($"endpoint=127.0.0.1:{valkey.Port}", settings);
        await using var two = await LimitedGateway.StartAsync($"endpoint=127.0.0.1:{valkey.Port}", settings);
        await UntilSharedAsync(one);
        await UntilSharedAsync(two);

        // An answer of Valkey that is late on a busy machine has the gateway count by itself: then it is another client's turn.
        var client = 0;
        await Eventually.True(
            async () =>
            {
                var token = _issuer.UserToken($"client-{client++}");
                using var first = await one.GetAsync("/requests", token);
                using var second = await two.GetAsync("/requests", token);
                return first.IsSuccessStatusCode && second.StatusCode == HttpStatusCode.TooManyRequests;
            },
            because: "what one gateway let through counts at the other");
    }

    [Fact]
    public async Task Defaults_let_a_busy_client_through()
    {
        await using var gateway = await LimitedGateway.StartAsync(valkey: null);

        Assert.Equal(300, await gateway.AllowedAsync(300));
    }

    [Fact]
    public async Task Limit_that_makes_no_sense_is_a_start_error_that_names_it()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => LimitedGateway.StartAsync(valkey: null, ("RateLimits:PerSecond", "0")));

        Assert.Contains("PerSecond", failure.Message);
    }

    internal static Task UntilSharedAsync(LimitedGateway gateway) => Eventually.True(
        async () =>
        {
            await gateway.AllowedAsync(1);
            return gateway.IsShared;
        },
        because: "Valkey counts");
}
