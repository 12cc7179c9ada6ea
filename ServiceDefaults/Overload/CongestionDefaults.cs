namespace Distribution.ServiceDefaults.Overload;

/// <summary>How long a request may wait for its turn in a process. The algorithm and its proportions: B. Maurer, "Fail at Scale", ACM Queue 13 (2015), after CoDel (RFC 8289).</summary>
internal static class CongestionDefaults
{
    /// <summary>The wait that a process that keeps up does not reach: a turn comes within a millisecond unless the processors are taken. A request has some ten turns, so that this is a sixth of a budget of 3 s.</summary>
    public static readonly TimeSpan Target = TimeSpan.FromMilliseconds(50);

    /// <summary>The time within which a queue that is only a burst is empty once, from the first long wait on.</summary>
    public static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// 8 requests in work, a few milliseconds of a processor each, are done within a small part of their budget: while there are no more, whoever keeps the processors busy is not they, and to refuse one makes no
    /// other quicker. So does CoDel leave the last packet of a queue alone. With 32, in an outage on processors that were taken, they were answered after 5 s instead of refused.
    /// </summary>
    public const int Few = 8;
}
