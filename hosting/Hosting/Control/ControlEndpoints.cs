using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Distribution.Hosting.Control;

/// <summary>What the command line asks of a running AppHost.</summary>
internal sealed class ControlEndpoints(StatusReport status, ResourceLoggerService loggers, ResourceCommandService commands, IHostApplicationLifetime lifetime)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/status", () => TypedResults.Json(status.Now(), ControlJson.Default.TopologyStatus));
        app.MapGet("/logs/{resource}", LogsAsync);
        app.MapPost("/resources/{resource}/commands/{command}", ExecuteAsync);
        app.MapPost("/shutdown", ShutDown);
    }

    /// <summary>Lines as they come, until the other side goes away.</summary>
    private async Task LogsAsync(HttpContext context, string resource, bool follow = false)
    {
        if (status.Find(resource) is not { } found)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var name = status.LogName(found);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopped);
        await foreach (var lines in (follow ? loggers.WatchAsync(name) : loggers.GetAllAsync(name)).WithCancellation(stop.Token))
        {
            foreach (var line in lines)
            {
                await context.Response.WriteAsync(line.Content + "\n", stop.Token);
            }

            await context.Response.Body.FlushAsync(stop.Token);
        }
    }

    private async Task<IResult> ExecuteAsync(string resource, string command, CancellationToken cancel)
    {
        if (status.Find(resource) is not { } found)
        {
            return Outcome(new(false, $"There is no resource '{resource}'."), StatusCodes.Status404NotFound);
        }

        var result = await commands.ExecuteCommandAsync(found, command, cancel);
        return Outcome(new(result.Success, result.Canceled ? "cancelled" : result.Message), StatusCodes.Status200OK);
    }

    private IResult ShutDown()
    {
        lifetime.StopApplication();
        return Outcome(new(true, "stopping"), StatusCodes.Status202Accepted);
    }

    private static IResult Outcome(CommandOutcome outcome, int code) => TypedResults.Json(outcome, ControlJson.Default.CommandOutcome, statusCode: code);
}
