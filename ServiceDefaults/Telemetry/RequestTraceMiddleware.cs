using System.Diagnostics;
using Distribution.ServiceDefaults.Health;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Distribution.ServiceDefaults.Telemetry;

/// <summary>Gives the server's span the name and attributes of OpenTelemetry's HTTP conventions, and takes probes out of the traces.</summary>
internal sealed class RequestTraceMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var activity = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (activity is null)
        {
            return next(context);
        }

        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<UntracedMetadata>() is not null)
        {
            activity.IsAllDataRequested = false;
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return next(context);
        }

        return activity.IsAllDataRequested ? TraceAsync(context, activity, (endpoint as RouteEndpoint)?.RoutePattern.RawText) : next(context);
    }

    private async Task TraceAsync(HttpContext context, Activity activity, string? route)
    {
        activity.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        activity.SetTag("http.request.method", context.Request.Method);
        activity.SetTag("url.path", context.Request.Path.Value);
        activity.SetTag("http.route", route);
        await next(context);
        activity.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }
}
