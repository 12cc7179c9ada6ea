namespace Distribution.Hosting.Restart;

/// <summary>How a crashed process is started again.</summary>
internal static class RestartDefaults
{
    /// <summary>Pause before the first start: most crashes are a kill, and a port is free again at once.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest pause; doubled from <see cref="FirstPause"/> by each crash.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>A pause is lengthened by up to this part by chance, so that what crashed together does not start together.</summary>
    public const double Jitter = 0.25;

    /// <summary>
    /// Starts at the same time: half of the processors, the other half is for those that live. With all at once, the survivors of a zone on two cores answered nothing for 1.8 s.
    /// </summary>
    public static readonly int StartsAtOnce = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>How long one start keeps the others waiting: on two busy cores a service serves after 1 to 3 s.</summary>
    public static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(4);

    /// <summary>A process that ran this long was well: its next crash begins with the first pause again.</summary>
    public static readonly TimeSpan Stable = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Starts within <see cref="Window"/> after which it is left alone. A process that dies at once uses them up in 33 to 41 s of pauses, so
    /// the window catches it; one that is killed by a drill every few seconds does not come near it.
    /// </summary>
    public const int Limit = 8;

    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
}
