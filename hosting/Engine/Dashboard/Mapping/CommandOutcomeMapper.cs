using Aspire.Hosting.ApplicationModel;
using Wire = Distribution.Engine.Dashboard.Protocol;

namespace Distribution.Engine.Dashboard.Mapping;

/// <summary>How a command went. A failure is an answer too: of a gRPC error the dashboard shows only "Unknown error".</summary>
internal static class CommandOutcomeMapper
{
    public static Wire.ResourceCommandResponse Map(ExecuteCommandResult result)
    {
        var response = new Wire.ResourceCommandResponse
        {
            Kind = result switch
            {
                { Success: true } => Wire.ResourceCommandResponseKind.Succeeded,
                { Canceled: true } => Wire.ResourceCommandResponseKind.Cancelled,
                _ => Wire.ResourceCommandResponseKind.Failed,
            },
        };
        if (result.Message is { Length: > 0 } message)
        {
            response.Message = message;
        }

        if (result.Data is { } data)
        {
            response.Result = new Wire.ResourceCommandResult { Value = data.Value, Format = Map(data.Format), DisplayImmediately = data.DisplayImmediately };
        }

        return response;
    }

    private static Wire.CommandResultFormat Map(CommandResultFormat format) => format switch
    {
        CommandResultFormat.Json => Wire.CommandResultFormat.Json,
        CommandResultFormat.Markdown => Wire.CommandResultFormat.Markdown,
        _ => Wire.CommandResultFormat.Text,
    };
}
