using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Distribution.ServiceDefaults.Budgets;

/// <remarks>
/// The budget ends through <see cref="HttpContext.RequestAborted"/>, which everything below takes as its token; what comes back up because of it
/// leaves here as <see cref="RequestBudgetException"/>, and as a refusal with Retry-After at the exception handler.
/// </remarks>
internal sealed class RequestBudgetMiddleware(RequestDelegate next, IOptions<RequestBudgetOptions> options, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var own = context.GetEndpoint()?.Metadata.GetMetadata<RequestBudgetMetadata>();
        if (own is { Total: null })
        {
            await next(context);
            return;
        }

        var total = own?.Total ?? options.Value.Total;
        var client = context.RequestAborted;
        using var spent = new CancellationTokenSource(total - options.Value.Refusal, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(client, spent.Token);
        context.RequestAborted = either.Token;
        try
        {
            await next(context);
        }
        catch (Exception failure) when (spent.IsCancellationRequested && !client.IsCancellationRequested)
        {
            throw new RequestBudgetException(total, failure);
        }
        finally
        {
            context.RequestAborted = client;
        }
    }
}
