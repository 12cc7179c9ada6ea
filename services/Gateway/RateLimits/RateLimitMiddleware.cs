using System.Globalization;
using Distribution.Gateway.Problems;
using Distribution.Tokens;
using Microsoft.Extensions.Options;

namespace Distribution.Gateway.RateLimits;

/// <summary>Refuses with 429 what a client asks beyond its rate, before anything else is done for it. Tokens are counted by address: who asks for one has no name yet.</summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, RateCounter counter, RateLimitMetrics metrics, IOptions<RateLimitOptions> options)
{
    private readonly RateLimitOptions _options = options.Value;

    public async Task InvokeAsync(HttpContext context)
    {
        var address = Client.Address(context);
        var own = context.Request.Path == KeyPaths.Token
            ? new Allowance($"token:{address}", _options.TokensPerSecond)
            : new Allowance($"client:{Client.Name(context, address)}", _options.PerSecond);
        var wait = await counter.TakeAsync(own, new($"address:{address}", _options.AddressPerSecond));
        if (wait == TimeSpan.Zero)
        {
            await next(context);
            return;
        }

        metrics.Refused(own.Name[..own.Name.IndexOf(':', StringComparison.Ordinal)]);
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await context.AnswerAsync(GatewayProblem.TooMany(own.PerSecond));
    }
}
