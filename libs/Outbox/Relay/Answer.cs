namespace Distribution.Outbox.Relay;

/// <summary>What came of one request.</summary>
/// <param name="Kind">How to go on.</param>
/// <param name="Reason">Why it was not taken, for the log; null when it was.</param>
/// <param name="Rejected">Which messages the receiver will never take, and why.</param>
internal sealed record Answer(AnswerKind Kind, string? Reason, IReadOnlyDictionary<Guid, string> Rejected)
{
    private static readonly Dictionary<Guid, string> None = [];

    public static Answer Taken(IReadOnlyDictionary<Guid, string> rejected) => new(AnswerKind.Taken, null, rejected);

    public static Answer Not(AnswerKind kind, string reason) => new(kind, reason, None);
}
