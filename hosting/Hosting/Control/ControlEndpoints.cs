using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Network;
using Distribution.Machine.Control;
using Distribution.Machine.Network;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Distribution.Hosting.Control;

/// <summary>What the command line asks of a running AppHost.</summary>
internal sealed class ControlEndpoints(StatusReport status, ResourceLoggerService loggers, ResourceCommandService commands, IHostApplicationLifetime lifetime, NetworkFaults? faults = null)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/status", () => TypedResults.Json(status.Now(), ControlJson.Default.TopologyStatus));
        app.MapGet("/logs/{resource}", LogsAsync);
        app.MapPost("/resources/{resource}/commands/{command}", ExecuteAsync);
        app.MapPut("/network/{fault}", SetNetworkAsync);
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

    /// <summary>Puts rules in force under a name, in place of those of that name; none end it.</summary>
    private async Task<IResult> SetNetworkAsync(HttpContext context, string fault, CancellationToken cancel)
    {
        if (faults is null)
        {
            return Outcome(new(false, "The network is direct: nothing can be done to it. Start a topology with ./distribution up --network relayed."), StatusCodes.Status200OK);
        }

        try
        {
            var rules = await JsonSerializer.DeserializeAsync(context.Request.Body, NetworkJson.Default.IReadOnlyListNetworkRule, cancel) ?? [];
            if (rules.Select(rule => rule.Objection()).FirstOrDefault(objection => objection is not null) is { } objection)
            {
                return Outcome(new(false, $"{fault}: {objection}"), StatusCodes.Status200OK);
            }

            var report = await faults.SetAsync(fault, rules, cancel);
            return Outcome(new(true, $"{report.Affected} of {report.Connections} connections are affected"), StatusCodes.Status200OK);
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            return Outcome(new(false, $"{fault}: {failure.Message}"), StatusCodes.Status200OK);
        }
    }

    private IResult ShutDown()
    {
        lifetime.StopApplication();
        return Outcome(new(true, "stopping"), StatusCodes.Status202Accepted);
    }

    private static IResult Outcome(CommandOutcome outcome, int code) => TypedResults.Json(outcome, ControlJson.Default.CommandOutcome, statusCode: code);
}
