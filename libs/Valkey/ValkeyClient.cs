using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Valkey;

/// <summary>
/// A client of one Valkey service that follows its primary: through the Sentinels where there are some, otherwise to the one endpoint. For any number of
/// callers at once; make one for a process. It connects by itself, now and after every failure, and while it is unconnected every command fails at once
/// with <see cref="ValkeyUnavailableException"/>: nothing is queued. Whether to try again is the caller's to say; only a command that a primary refused
/// because it has just become a replica, and so certainly has not executed, is sent to its successor, within the time of one command.
/// </summary>
/// <remarks>
/// An acknowledged write is on the primary only. If the primary dies before a replica has it, which takes it about a millisecond, it is lost, as with
/// every asynchronous replication. <see cref="ExecuteDurablyAsync"/> waits for replicas, for writes that must not be.
/// </remarks>
public sealed class ValkeyClient : IAsyncDisposable
{
    private readonly ValkeyOptions _options;
    private readonly TimeProvider _time;
    private readonly IPrimaryLocator _locator;
    private readonly SubscriptionRegistry _subscriptions = new();
    private readonly PrimaryLink _link;
    private readonly Lazy<PrimaryLink> _durable;
    private readonly Telemetry _telemetry;

    /// <summary>Starts to connect.</summary>
    /// <param name="options">Where the servers are.</param>
    /// <param name="log">Tells of connections made and lost.</param>
    /// <param name="time">Clock of the time-outs; the system's by default.</param>
    public ValkeyClient(ValkeyOptions options, ILogger<ValkeyClient>? log = null, TimeProvider? time = null)
        : this(options, log ?? NullLogger<ValkeyClient>.Instance, time ?? TimeProvider.System, Random.Shared)
    {
    }

    internal ValkeyClient(ValkeyOptions options, ILogger log, TimeProvider time, Random random)
    {
        _options = options;
        _time = time;
        _locator = options.Sentinels.Count > 0
            ? new SentinelLocator(options, time, random)
            : new FixedLocator(options.Endpoint ?? throw new ArgumentException("Neither sentinels nor an endpoint is named.", nameof(options)));
        _link = new PrimaryLink(options, _locator, _subscriptions, log, time, random);
        _durable = new Lazy<PrimaryLink>(() => new PrimaryLink(options, _locator, null, log, time, random));
        _telemetry = new Telemetry(() => _link.Current?.Pending ?? 0, () => _link.Connections);
    }

    /// <summary>The primary that commands go to now; null while there is no connection.</summary>
    public ValkeyEndpoint? Primary => _link.Current?.Server;

    /// <summary>Waits until there is a connection to a primary, for as long as the token allows.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    public Task WaitUntilConnectedAsync(CancellationToken cancellation) => _link.WaitAsync(cancellation);

    /// <summary>Sends a command to the primary. It is acknowledged when the primary has executed it and, with its AOF on, written it down.</summary>
    /// <param name="command">The command; not one that changes or holds the connection.</param>
    /// <param name="cancellation">Stops waiting; the command may still be executed.</param>
    /// <exception cref="ValkeyUnavailableException">No primary takes it now; says whether it may have been executed.</exception>
    /// <exception cref="ValkeyServerException">The primary refused it.</exception>
    public Task<RespValue> ExecuteAsync(ValkeyCommand command, CancellationToken cancellation = default)
    {
        ConnectionState.Check(command);
        return MeasureAsync(command, () => FollowAsync(_link, connection => connection.ExecuteAsync(command, cancellation), cancellation));
    }

    /// <summary>
    /// Sends a write to the primary and waits until replicas have it. Then the death of the primary cannot lose it, because the Sentinels promote the
    /// reachable replica with the most data. Such writes share a connection of their own, so that waiting holds up nobody else.
    /// </summary>
    /// <param name="command">The write.</param>
    /// <param name="replicas">How many replicas must have it; at most as many as there are.</param>
    /// <param name="within">How long to wait for them; <see cref="ValkeyDefaults.ReplicationTimeout"/> by default.</param>
    /// <param name="cancellation">Stops waiting; the command may still be executed.</param>
    /// <exception cref="ValkeyUnavailableException">No primary took it, or too few replicas have it in time; says whether it may have been executed.</exception>
    /// <exception cref="ValkeyServerException">The primary refused it.</exception>
    public Task<RespValue> ExecuteDurablyAsync(ValkeyCommand command, int replicas = 1, TimeSpan? within = null, CancellationToken cancellation = default)
    {
        ConnectionState.Check(command);
        var wait = ValkeyCommand.Wait(replicas, within ?? ValkeyDefaults.ReplicationTimeout);
        return MeasureAsync(command, () => FollowAsync(_durable.Value, connection => Durably.ExecuteAsync(connection, command, wait, replicas, cancellation), cancellation));
    }

    /// <summary>
    /// Listens to a channel until the token is cancelled, across failovers. The first item, and the first after every interruption, is a gap: messages
    /// are not kept for those who are away.
    /// </summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="cancellation">Ends the subscription.</param>
    /// <exception cref="ValkeyServerException">The user may not listen to it.</exception>
    public async IAsyncEnumerable<ValkeyMessage> SubscribeAsync(string channel, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var subscriber = new Subscriber(channel, ValkeyDefaults.SubscriberBacklog);
        await _subscriptions.AddAsync(subscriber, cancellation);
        try
        {
            await foreach (var message in subscriber.Messages.ReadAllAsync(cancellation))
            {
                yield return message;
            }
        }
        finally
        {
            await _subscriptions.RemoveAsync(subscriber);
        }
    }

    /// <summary>Closes all connections. Whoever waits fails at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        if (_durable.IsValueCreated)
        {
            await _durable.Value.DisposeAsync();
        }

        await _locator.DisposeAsync();
        _telemetry.Dispose();
    }

    private async Task<RespValue> FollowAsync(PrimaryLink link, Func<ValkeyConnection, Task<RespValue>> send, CancellationToken cancellation)
    {
        var connection = await link.GetAsync(cancellation);
        try
        {
            return await send(connection);
        }
        catch (ValkeyUnavailableException e) when (e.Code is ServerErrors.Demoted && !e.MayHaveBeenExecuted)
        {
            link.Leave(connection);
            using var limit = new CancellationTokenSource(_options.CommandTimeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
            try
            {
                connection = await link.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw e;
            }

            return await send(connection);
        }
    }

    private async Task<RespValue> MeasureAsync(ValkeyCommand command, Func<Task<RespValue>> send)
    {
        using var activity = Telemetry.Begin(command);
        var begun = _time.GetTimestamp();
        Exception? failure = null;
        try
        {
            return await send();
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            _telemetry.End(activity, command, _time.GetElapsedTime(begun), failure);
        }
    }
}
