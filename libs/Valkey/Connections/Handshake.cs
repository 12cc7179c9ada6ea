namespace Distribution.Valkey;

/// <summary>What is said on every connection before it is used.</summary>
internal static class Handshake
{
    public static readonly ValkeyCommand Ping = ValkeyCommand.Of("PING");

    private const string Unknown = "ERR";

    private static readonly ValkeyCommand Role = ValkeyCommand.Of("ROLE");

    public static async Task PerformAsync(ValkeyConnection connection, ValkeyConnectionSettings settings, CancellationToken cancellation)
    {
        var hello = settings.Credentials is { } credentials
            ? ValkeyCommand.Of("HELLO", 3, "AUTH", credentials.User, await credentials.ReadPasswordAsync(cancellation), "SETNAME", settings.ClientName)
            : ValkeyCommand.Of("HELLO", 3, "SETNAME", settings.ClientName);
        await connection.ExecuteAsync(hello, cancellation);
    }

    /// <summary>An address that a Sentinel gave, or that was right a second ago, may belong to a replica by now: only the server itself knows.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="isAlone">Whether no Sentinel is asked: a managed server stands behind a proxy that leads to the primary and knows no ROLE.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ValkeyUnavailableException">The server is no primary.</exception>
    public static async Task DemandPrimaryAsync(ValkeyConnection connection, bool isAlone, CancellationToken cancellation)
    {
        if (await RoleAsync(connection, isAlone, cancellation) is not { } role)
        {
            return;
        }

        if (role.Items is not [{ Text: "master" }, ..])
        {
            throw new ValkeyUnavailableException(
                $"Valkey at {connection.Server} is no primary but a {role.Items.FirstOrDefault()?.Text ?? "server of unknown role"}.", mayHaveBeenExecuted: false);
        }
    }

    private static async Task<RespValue?> RoleAsync(ValkeyConnection connection, bool isAlone, CancellationToken cancellation)
    {
        try
        {
            return await connection.ExecuteAsync(Role, cancellation);
        }
        catch (ValkeyServerException refused) when (isAlone && refused.Code == Unknown)
        {
            return null;
        }
    }
}
