using Microsoft.AspNetCore.Http;

namespace Distribution.ServiceDefaults.Drain;

/// <summary>While draining, asks HTTP/1.1 clients to take their next request elsewhere.</summary>
internal sealed class DrainMiddleware(RequestDelegate next, DrainState state)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (state.IsDraining && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }

        return next(context);
    }
}
