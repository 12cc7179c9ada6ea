namespace Distribution.Drills.Histories;

/// <summary>The kinds of <see cref="Mark"/>.</summary>
public enum MarkKind
{
    /// <summary>The load has run without a failure for a while: what comes before does not count.</summary>
    Steady,

    /// <summary>A fault was injected.</summary>
    Injected,

    /// <summary>A fault was undone.</summary>
    Undone,

    /// <summary>A member took a role.</summary>
    Role,

    /// <summary>The supervisor noticed.</summary>
    Detected,

    /// <summary>The old primary can write no more.</summary>
    Fenced,

    /// <summary>A new primary accepts writes.</summary>
    Promoted,

    /// <summary>All is as it was, with full redundancy.</summary>
    Restored,

    /// <summary>The load has ended: what comes after only reads what is there.</summary>
    Ended,
}
