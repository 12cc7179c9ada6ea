using Microsoft.Extensions.Logging;

namespace Distribution.Valkey;

internal static partial class ValkeyLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Connected to the Valkey primary of {Service} at {Server}")]
    public static partial void Connected(ILogger log, string service, ValkeyEndpoint server);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Left the Valkey primary of {Service} at {Server}: {Reason}")]
    public static partial void Disconnected(ILogger log, string service, ValkeyEndpoint server, string reason);

    [LoggerMessage(EventId = 3, Level = LogLevel.Debug, Message = "No connection to the Valkey primary of {Service} yet: {Reason}")]
    public static partial void AttemptFailed(ILogger log, string service, string reason);
}
