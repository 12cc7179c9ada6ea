using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Dashboard.Grpc;
using Distribution.Engine.Dashboard.Mapping;
using Distribution.Engine.Dashboard.Protocol;

namespace Distribution.Engine.Dashboard.Service;

/// <summary>The service <c>aspire.v1.DashboardService</c>, from which Aspire's dashboard has everything but telemetry.</summary>
internal sealed class DashboardService(string application, ResourceTable resources, ConsoleLogs logs, ResourceCommandService commands, TimeProvider clock)
{
    private const string Name = "/aspire.v1.DashboardService/";

    public IReadOnlyDictionary<string, GrpcMethod> Methods => new Dictionary<string, GrpcMethod>(StringComparer.Ordinal)
    {
        [Name + "GetApplicationInformation"] = GetApplicationInformation,
        [Name + "WatchResources"] = WatchResources,
        [Name + "WatchResourceConsoleLogs"] = WatchResourceConsoleLogs,
        [Name + "ExecuteResourceCommand"] = ExecuteResourceCommand,
        [Name + "WatchInteractions"] = WatchInteractions,
        [Name + "UploadFile"] = UploadFile,
    };

    private async Task GetApplicationInformation(GrpcCall call)
    {
        await call.ReadSingleAsync(ApplicationInformationRequest.Parser);
        await call.WriteAsync(new ApplicationInformationResponse { ApplicationName = application });
    }

    private async Task WatchResources(GrpcCall call)
    {
        await call.ReadSingleAsync(WatchResourcesRequest.Parser);
        using var watch = resources.Watch();
        await call.WriteAsync(new WatchResourcesUpdate { InitialData = watch.Initial });
        while (true)
        {
            var changes = await watch.NextAsync(call.Ended);
            await call.WriteAsync(new WatchResourcesUpdate { Changes = changes });
            await Task.Delay(ServiceDefaults.GatherChangesFor, clock, call.Ended);
        }
    }

    private async Task WatchResourceConsoleLogs(GrpcCall call)
    {
        var request = await call.ReadSingleAsync(WatchResourceConsoleLogsRequest.Parser);
        await call.StartAsync();
        await foreach (var lines in logs.ReadAsync(request.ResourceName, follow: !request.SuppressFollow, call.Ended))
        {
            await call.WriteAsync(lines);
        }
    }

    private async Task ExecuteResourceCommand(GrpcCall call)
    {
        var request = await call.ReadSingleAsync(ResourceCommandRequest.Parser);
        var result = await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, call.Ended);
        await call.WriteAsync(CommandOutcomeMapper.Map(result));
    }

    /// <summary>
    /// Nothing is ever asked, but the stream has to be there: without it the dashboard may never load a page. After a reconnect only a message on it
    /// makes the dashboard say "connected" again. The one that is sent finishes an interaction that never was, and it waits for the resources to be
    /// watched, so that "connected" is not said too early.
    /// </summary>
    private async Task WatchInteractions(GrpcCall call)
    {
        await call.StartAsync();
        await resources.WaitUntilWatchedAsync(call.Ended);
        await call.WriteAsync(new WatchInteractionsResponseUpdate { Complete = new InteractionComplete() });
        while (await call.ReadAsync(WatchInteractionsRequestUpdate.Parser) is not null)
        {
        }
    }

    private static Task UploadFile(GrpcCall call) =>
        throw new GrpcException(GrpcStatus.Unimplemented, "No command asks for a file.");
}
