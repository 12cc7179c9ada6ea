namespace Distribution.Outbox.Relay;

internal enum AnswerKind
{
    /// <summary>Durable at the receiver, but for those it rejected.</summary>
    Taken,

    /// <summary>The request itself is not understood: something in it will never be taken.</summary>
    Refused,

    /// <summary>Not now, not here, or nothing heard at all; it may have been taken.</summary>
    Failed,

    /// <summary>As <see cref="Failed"/>, and it took too long or was too much at once: the next request carries less.</summary>
    Late,
}
