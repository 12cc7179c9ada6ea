using System.Net;
using Distribution.Gateway.Retry;
using Distribution.Servers;

namespace Distribution.Gateway.Tests.Retry;

public sealed class VitalsTests
{
    private const string Replica = "http://replica/";
    private const string Other = "http://other/";

    [Theory]
    [InlineData(0, null, false)]
    [InlineData(60, null, true)]
    [InlineData(60, Other, false)]
    [InlineData(60, Replica, true)]
    public async Task Silence_counts_only_when_the_gateway_itself_had_a_processor_or_another_replica_has_answered(int late, string? other, bool alive)
    {
        var time = new ManualTime();
        using var silent = new HttpMessageInvoker(new Silence(() => time.Advance(RetryDefaults.VitalsTimeout + TimeSpan.FromMilliseconds(late))));

        Assert.Equal(alive, await new Vitals(time).AskAsync(silent, Replica, other));
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

        Assert.False(await new Vitals(time).AskAsync(gone, Replica, other: null));
    }

    private sealed class Silence(Action asked) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsoluteUri.StartsWith(Other, StringComparison.Ordinal))
            {
                return new(HttpStatusCode.OK);
            }

            asked();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("An endless wait has ended.");
        }
    }
}
