using System.Collections.Concurrent;
using System.Diagnostics;

namespace Distribution.Drills.Workloads;

/// <summary>
/// Begins operations at a steady rate, once it has risen to that, whether or not those before have ended: an open load, which an outage does not slow down. What has not ended a while after the end is left to itself, and stays unknown.
/// </summary>
internal static class Pace
{
    /// <summary>5 s: longer than any budget of a request.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="context">Says which part of that is done.</param>
    /// <param name="perSecond">Operations begun in a second, under the whole load.</param>
    /// <param name="operate">Does one; it is given its number, from 0.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    public static async Task KeepAsync(WorkloadContext context, int perSecond, Func<int, Task> operate, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var pending = new ConcurrentDictionary<int, Task>();
        for (var number = 0; !cancellationToken.IsCancellationRequested; number++)
        {
            var due = Due(number, perSecond * context.Load, context.RampUp) - clock.Elapsed;
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            var index = number;
            pending[index] = Task.Run(() => operate(index), CancellationToken.None);
            _ = pending[index].ContinueWith(_ => pending.TryRemove(index, out var _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        await Task.WhenAny(Task.WhenAll(pending.Values), Task.Delay(Patience, CancellationToken.None));
    }

    /// <summary>When an operation begins, after the load did, if the rate rises from nothing in a straight line: half as many as usual are begun until then.</summary>
    /// <param name="number">The operation's number, from 0.</param>
    /// <param name="perSecond">The rate in the end, operations a second.</param>
    /// <param name="rampUp">How long it rises.</param>
    internal static TimeSpan Due(int number, double perSecond, TimeSpan rampUp)
    {
        var even = number / perSecond;
        var half = rampUp.TotalSeconds / 2;
        return TimeSpan.FromSeconds(even < half ? 2 * Math.Sqrt(even * half) : even + half);
    }
}
