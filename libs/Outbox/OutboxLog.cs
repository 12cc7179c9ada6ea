using Microsoft.Extensions.Logging;

namespace Distribution.Outbox;

internal static partial class OutboxLog
{
    [LoggerMessage(1, LogLevel.Warning, "Outbox {Outbox} to {Destination}: {Replica} did not take {Count} messages: {Reason}")]
    public static partial void NotTaken(ILogger logger, string outbox, string destination, Uri replica, int count, string reason);

    [LoggerMessage(2, LogLevel.Information, "Outbox {Outbox} to {Destination}: delivering again after {Seconds:0.0} s without a receiver")]
    public static partial void DeliveringAgain(ILogger logger, string outbox, string destination, double seconds);

    [LoggerMessage(3, LogLevel.Error, "Outbox {Outbox} to {Destination}: message {Id} ({Type} about {Key}) was refused for good and is kept in outbox_rejected: {Reason}")]
    public static partial void Rejected(ILogger logger, string outbox, string destination, Guid id, string type, string key, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Outbox {Outbox} to {Destination}: interrupted: {Reason}")]
    public static partial void Interrupted(ILogger logger, string outbox, string destination, string reason);

    [LoggerMessage(5, LogLevel.Warning, "Outbox {Outbox}: not listening: {Reason}")]
    public static partial void NotListening(ILogger logger, string outbox, string reason);

    [LoggerMessage(6, LogLevel.Warning, "Outbox {Outbox} to {Destination}: no replica of '{Service}' is known, messages wait: set services__{Service}-1__http__0 to http://HOST:PORT")]
    public static partial void NoReplica(ILogger logger, string outbox, string destination, string service);

    [LoggerMessage(7, LogLevel.Information, "Outbox {Outbox} to {Destination}: claimed by {Holder}")]
    public static partial void TakenOver(ILogger logger, string outbox, string destination, string holder);

    [LoggerMessage(8, LogLevel.Warning, "Inbox {Inbox}: not pruned: {Reason}")]
    public static partial void NotPruned(ILogger logger, string inbox, string reason);
}
