namespace Distribution.Valkey;

/// <summary>A write with a <c>WAIT</c> right behind it on the same connection, which is what <c>WAIT</c> counts by.</summary>
internal static class Durably
{
    public static async Task<RespValue> ExecuteAsync(ValkeyConnection connection, ValkeyCommand command, ValkeyCommand wait, int replicas, CancellationToken cancellation)
    {
        var writing = connection.ExecuteAsync(command, cancellation);
        var waiting = connection.ExecuteAsync(wait, cancellation);
        Task both = Task.WhenAll(writing, waiting);
        await both.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var reply = await writing;
        try
        {
            return (await waiting).Integer is var have && have >= replicas ? reply : throw new ValkeyUnavailableException(
                $"{command.Name} was executed by {connection.Server}, but {have} of {replicas} wanted replicas have it.", mayHaveBeenExecuted: true);
        }
        catch (ValkeyException e) when (!e.MayHaveBeenExecuted)
        {
            throw new ValkeyUnavailableException($"{command.Name} was executed, but no replica is known to have it: {e.Message}", mayHaveBeenExecuted: true, e);
        }
    }
}
