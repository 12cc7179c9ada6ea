namespace Distribution.Drills.Histories;

/// <summary>What is known of an operation that was begun.</summary>
public enum Outcome
{
    /// <summary>Nobody heard of it again, or the answer leaves open whether it was done: it may have taken effect at any time since, or may still.</summary>
    Unknown,

    /// <summary>It was acknowledged.</summary>
    Ok,

    /// <summary>It was refused, and certainly has no effect.</summary>
    Fail,
}
