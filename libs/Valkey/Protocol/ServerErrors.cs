namespace Distribution.Valkey;

/// <summary>Turns an error of the server into the exception that tells a caller what to do about it.</summary>
internal static class ServerErrors
{
    /// <summary>A primary that has become a replica says so; the connection to it is of no more use.</summary>
    public const string Demoted = "READONLY";

    /// <summary>The server was made a replica while it held the answer back, so what came before the held command may be lost.</summary>
    private const string Unblocked = "UNBLOCKED";

    /// <summary>No server with this role or state takes the command now, another or a later one will.</summary>
    private static readonly HashSet<string> Passing =
        [Demoted, Unblocked, "LOADING", "MASTERDOWN", "NOREPLICAS", "BUSY", "TRYAGAIN", "NOMASTERLINK"];

    public static string Code(RespValue error)
    {
        var text = error.Text ?? "";
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    public static ValkeyException ToException(RespValue error, ValkeyCommand command, ValkeyEndpoint server)
    {
        var code = Code(error);
        var message = $"{command.Name} was refused by {server}: {error.Text}";
        return Passing.Contains(code)
            ? new ValkeyUnavailableException(message, mayHaveBeenExecuted: code is Unblocked, code: code)
            : new ValkeyServerException(code, message);
    }
}
