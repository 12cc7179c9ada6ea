namespace Distribution.Gateway.Retry;

/// <summary>How long and how often a request is tried.</summary>
internal static class RetryDefaults
{
    /// <summary>What a client waits at most for the first byte of an answer, the gateway's own 503 included.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);

    /// <summary>Kept back from <see cref="Budget"/> to write the 503 on a busy machine. While a failover kept both cores busy some left it half a second too late with 200 ms, and one of 463 with 400.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(500);

    /// <summary>Silence without a sign of life after which the next replica is tried. Measured: with a replica frozen, 0 failed requests at 1 s.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The end of <see cref="AttemptTimeout"/> that a silent replica has to say that it lives: a hundred times what it takes, for a machine under load.</summary>
    public static readonly TimeSpan VitalsTimeout = TimeSpan.FromMilliseconds(300);

    /// <summary>How much later than <see cref="VitalsTimeout"/> its end may be noticed by a gateway that has a processor when it needs one: ten times what it takes on one that is not busy.</summary>
    public static readonly TimeSpan WitnessDelay = TimeSpan.FromMilliseconds(50);

    /// <summary>Less than this is not worth an attempt: a request to a healthy replica takes a few milliseconds.</summary>
    public static readonly TimeSpan ShortestAttempt = TimeSpan.FromMilliseconds(50);

    /// <summary>Pause after the first round over all replicas: a refused connection costs nothing, and a replica restarts in a few of these.</summary>
    public static readonly TimeSpan RoundPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Doublings of <see cref="RoundPause"/>: 400 ms at most, so that several rounds fit into <see cref="Budget"/>.</summary>
    public const int LongestPauseDoublings = 3;

    /// <summary>The part of the requests that may be sent to another replica because one was silent or said that it cannot serve. A connection that is refused costs nobody anything and is not counted.</summary>
    public const double RepeatedPart = 0.2;

    /// <summary>What may be repeated beside that, for a gateway with few requests.</summary>
    public const double RepeatsPerSecond = 10;

    /// <summary>How far back requests and repetitions count.</summary>
    public static readonly TimeSpan RepeatsMemory = TimeSpan.FromSeconds(10);

    /// <summary>A body up to this many bytes is kept in memory to be sent again; every request of the API is far smaller.</summary>
    public const int BodyLimit = 256 * 1024;
}
