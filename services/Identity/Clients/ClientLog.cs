namespace Distribution.Identity.Clients;

internal static partial class ClientLog
{
    [LoggerMessage(5201, LogLevel.Error, "The secret of the service {Client} cannot be used, so it gets no token: {Reason}")]
    public static partial void NotRead(ILogger logger, string client, string reason);
}
