using Microsoft.AspNetCore.Http;

namespace Distribution.ServiceDefaults.Overload;

/// <summary>Refuses at once what would be answered too late because the processors do not keep up with what comes.</summary>
internal sealed class CongestionMiddleware(RequestDelegate next, StandingQueue queue)
{
    public async Task InvokeAsync(HttpContext context)
    {
        using var inWork = await queue.EnterAsync();
        await next(context);
    }
}
