using Distribution.Gateway.Retry;
using Distribution.Servers;

namespace Distribution.Gateway.Tests.Retry;

public sealed class VitalsTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(60, true)]
    public async Task Silence_counts_only_when_the_gateway_itself_had_a_processor(int late, bool alive)
    {
        var time = new ManualTime();
        using var silent = new HttpMessageInvoker(new Silence(() => time.Advance(RetryDefaults.VitalsTimeout + TimeSpan.FromMilliseconds(late))));

        Assert.Equal(alive, await new Vitals(time).AskAsync(silent, "http://replica/"));
    }

    [Fact]
    public async Task A_replica_that_is_gone_is_not_alive_whoever_asks()
    {
        var time = new ManualTime();
        using var gone = new HttpMessageInvoker(new Silence(() =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            throw new HttpRequestException("Connection refused");
        }));

        Assert.False(await new Vitals(time).AskAsync(gone, "http://replica/"));
    }

    private sealed class Silence(Action asked) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("An endless wait has ended.");
        }
    }
}
