using System.Threading.RateLimiting;
using Distribution.ServiceDefaults.Budgets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Distribution.ServiceDefaults.Overload;

/// <summary>
/// Bounds what is worked on at a time, and refuses at once what would wait too long. Of those that wait the newest goes first: when more arrives than can be done, first come first served would answer everybody
/// too late, and nobody in time. What has no budget, probes and streams, is not bounded.
/// </summary>
internal sealed class OverloadMiddleware(RequestDelegate next, StandingQueue queue, IOptions<OverloadOptions> options) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new()
    {
        PermitLimit = options.Value.Concurrency,
        QueueLimit = options.Value.Waiting,
        QueueProcessingOrder = QueueProcessingOrder.NewestFirst,
    });

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequestBudgetMetadata>() is { Total: null })
        {
            await next(context);
            return;
        }

        using var inWork = await queue.EnterAsync();
        using var turn = await _limiter.AcquireAsync(1, context.RequestAborted);
        if (!turn.IsAcquired)
        {
            throw new OverloadException();
        }

        await next(context);
    }

    public void Dispose() => _limiter.Dispose();
}
