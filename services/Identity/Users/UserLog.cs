namespace Distribution.Identity.Users;

internal static partial class UserLog
{
    [LoggerMessage(5101, LogLevel.Information, "Made the user {Name} ({Roles})")]
    public static partial void Seeded(ILogger logger, string name, string roles);

    [LoggerMessage(5102, LogLevel.Warning, "The users of the file are not in the database yet, trying again: {Reason}")]
    public static partial void NotSeeded(ILogger logger, string reason);
}
