using Distribution.Api.Problems;

namespace Distribution.Api.Callers;

/// <summary>Lets nobody through unnamed.</summary>
internal sealed class CallerFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var caller = DevelopmentCaller.From(context.HttpContext.Request.Headers, out var header, out var malformed);
        if (caller is null)
        {
            return malformed is null ? CallerRefusals.Unknown().ToResult() : Refusal.Invalid(header, malformed).ToResult();
        }

        context.HttpContext.Features.Set(caller);
        return await next(context);
    }
}
