using Yarp.ReverseProxy.Model;

namespace Distribution.Gateway.Retry;

/// <summary>The time one request may take over all its attempts, counted from its creation.</summary>
internal sealed class RetryBudget(RetryOptions options, Vitals vitals, Repeats repeats, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public bool IsSpent => Left < RetryDefaults.ShortestAttempt;

    private TimeSpan Left => options.Budget - RetryDefaults.Reserve - time.GetElapsedTime(_started);

    /// <summary>
    /// Begins an attempt, which may use all the time that is left as long as its replica shows signs of life. Nobody is gained by giving up early on a replica that has no other beside it: nobody asks that one.
    /// What it says is held back, if it may be, only while another replica would have the time of an attempt: one that says after 2 s that the database is out is right for all of them, and asking the others too
    /// would double the work of an outage. And neither is done beyond what may be repeated.
    /// </summary>
    public Attempt Begin(HttpContext context, IReverseProxyFeature proxy, bool mayHoldAnswer)
    {
        var left = Left > TimeSpan.Zero ? Left : TimeSpan.Zero;
        var attempt = new Attempt(context, left, mayHoldAnswer ? left - options.AttemptTimeout : TimeSpan.Zero, repeats, time);
        return proxy.AllDestinations.Count == 1 || left < options.AttemptTimeout ? attempt : attempt.Watch(() => vitals.AreGoodAsync(proxy), options.AttemptTimeout - RetryDefaults.VitalsTimeout);
    }

    /// <summary>How long to wait after the given number of fruitless rounds: doubling, spread by chance so that waiting requests do not come back as one.</summary>
    public TimeSpan Pause(int rounds, Random random)
    {
        var pause = RetryDefaults.RoundPause * Math.Pow(2, Math.Min(rounds, RetryDefaults.LongestPauseDoublings)) * (0.5 + random.NextDouble());
        return pause < Left ? pause : TimeSpan.FromMilliseconds(Math.Max(0, Left.TotalMilliseconds));
    }
}
