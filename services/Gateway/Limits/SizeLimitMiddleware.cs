using Distribution.Gateway.Problems;

namespace Distribution.Gateway.Limits;

/// <summary>Refuses a body that announces itself as too large before a replica hears of it; one that turns out too large is cut by Kestrel.</summary>
internal sealed class SizeLimitMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => context.Request.ContentLength > context.MaxBodySize
        ? context.AnswerAsync(GatewayProblem.TooLarge(context.MaxBodySize))
        : next(context);
}
