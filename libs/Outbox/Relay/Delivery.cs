using Microsoft.Extensions.Logging;

namespace Distribution.Outbox.Relay;

/// <summary>Delivers the messages of one destination, in one of the processes that share its database at a time.</summary>
/// <remarks>
/// <para>Asleep → Looking: woken by a notification, or by the poll that finds messages waiting.</para>
/// <para>Looking → Delivering: the claim was free, or its holder has not renewed it in time. Looking → Asleep: another relay holds it.</para>
/// <para>
/// Delivering: the first messages by position are sent, at most one request at a time; those that the receiver has are deleted, those that it will never take are set aside,
/// then the next ones are read. A request that failed is repeated, at the next replica, after a round over all of them with a growing pause: nothing is
/// skipped, and the receiver sets the pace. Delivering → Asleep: nothing waited for a moment, or the claim was lost.
/// </para>
/// <para>
/// Guaranteed: a message that was committed arrives, at least once; messages of one key arrive in order. Order does not depend on the claim. Whoever sends a
/// message sends it together with, or after the acknowledgement of, everything of its key that was before it, and a receiver that knows ids again ignores what comes a second time. So a
/// relay that was frozen for any time may wake up and send what it had in hand: all that is new in it is new in the right order. The claim only saves two relays from
/// doing the same work.
/// </para>
/// <para>
/// Not guaranteed: an order between keys of one moment, between destinations, or between transactions that wrote about one key side by side; a message that the receiver rejected does
/// not hold up those behind it.
/// </para>
/// </remarks>
internal sealed class Delivery(
    OutboxStore store, Courier courier, Replicas replicas, WakeSignal signal, OutboxOptions options, string destination, OutboxMetrics metrics, TimeProvider time, ILogger logger)
{
    private readonly string _holder = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
    private readonly BatchSize _size = new();
    private long _claimedAt;
    private long _measuredAt;
    private long? _failingSince;
    private int _failures;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(stopping);
                if (await ClaimAsync(renewal: false))
                {
                    await DeliverAsync(stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                OutboxLog.Interrupted(logger, options.Source, destination, failure.Message);
                await PauseAsync(OutboxDefaults.FirstRetry, stopping);
                signal.Set();
            }
        }
    }

    private async Task DeliverAsync(CancellationToken stopping)
    {
        var active = time.GetTimestamp();
        try
        {
            while (!stopping.IsCancellationRequested && await KeepClaimAsync())
            {
                await MeasureAsync();
                var messages = await store.ReadAsync(_size.Current);
                if (messages.Count > 0)
                {
                    await SendAsync(messages, stopping);
                    active = time.GetTimestamp();
                }
                else if (time.GetElapsedTime(active) < OutboxDefaults.Linger)
                {
                    await PauseAsync(OutboxDefaults.PollBusyEvery, stopping);
                }
                else
                {
                    break;
                }
            }
        }
        finally
        {
            metrics.Waiting(destination, 0, 0);
            await store.ReleaseAsync(_holder);
        }
    }

    private async Task SendAsync(List<WaitingMessage> messages, CancellationToken stopping)
    {
        var replica = replicas.Preferred;
        var answer = await courier.SendAsync(replica, messages, stopping);
        if (answer.Kind == AnswerKind.Taken)
        {
            await SettleAsync(messages, answer.Rejected);
            _size.Grow();
            Recovered();
            return;
        }

        if (answer.Kind == AnswerKind.Refused && messages is [var alone])
        {
            await SettleAsync(messages, new Dictionary<Guid, string> { [alone.Id] = answer.Reason! });
            Recovered();
            return;
        }

        OutboxLog.NotTaken(logger, options.Source, destination, replica, messages.Count, answer.Reason!);
        metrics.Failed(destination);
        if (answer.Kind is AnswerKind.Refused or AnswerKind.Late)
        {
            _size.Shrink(messages.Count);
        }

        if (answer.Kind != AnswerKind.Refused)
        {
            await FailedAsync(stopping);
        }
    }

    private async Task SettleAsync(List<WaitingMessage> messages, IReadOnlyDictionary<Guid, string> rejected)
    {
        foreach (var message in messages.Where(message => rejected.ContainsKey(message.Id)))
        {
            var reason = rejected[message.Id];
            await store.RejectAsync(message.Position, reason);
            OutboxLog.Rejected(logger, options.Source, destination, message.Id, message.Type, message.Key, reason);
        }

        var delivered = messages.Where(message => !rejected.ContainsKey(message.Id)).Select(message => message.Position).ToArray();
        if (delivered.Length > 0)
        {
            await store.DeleteAsync(delivered);
        }

        metrics.Settled(destination, delivered.Length, messages.Count - delivered.Length);
    }

    private void Recovered()
    {
        if (_failingSince is { } since)
        {
            OutboxLog.DeliveringAgain(logger, options.Source, destination, time.GetElapsedTime(since).TotalSeconds);
        }

        (_failingSince, _failures) = (null, 0);
    }

    private async Task FailedAsync(CancellationToken stopping)
    {
        _failingSince ??= time.GetTimestamp();
        replicas.Next();
        if (++_failures % replicas.Count == 0)
        {
            var pause = OutboxDefaults.FirstRetry * Math.Pow(2, Math.Min((_failures / replicas.Count) - 1, 10));
            await PauseAsync(Jitter.Widely(pause < OutboxDefaults.LongestRetry ? pause : OutboxDefaults.LongestRetry), stopping);
        }
    }

    private async Task<bool> KeepClaimAsync() =>
        time.GetElapsedTime(_claimedAt) < OutboxDefaults.ClaimRenewAfter || await ClaimAsync(renewal: true);

    private async Task<bool> ClaimAsync(bool renewal)
    {
        var asked = time.GetTimestamp();
        var claimed = await store.TryClaimAsync(_holder, options.ClaimTtl, renewal);
        _claimedAt = asked;
        return claimed;
    }

    private async Task MeasureAsync()
    {
        if (time.GetElapsedTime(_measuredAt) >= OutboxDefaults.MeasureEvery)
        {
            _measuredAt = time.GetTimestamp();
            var (depth, oldest) = await store.MeasureAsync();
            metrics.Waiting(destination, depth, oldest);
        }
    }

    private Task PauseAsync(TimeSpan pause, CancellationToken stopping) => Task.Delay(pause, time, stopping);
}
