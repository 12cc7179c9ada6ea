namespace Distribution.Jobs.Running;

/// <summary>What becomes of a job whose attempt ended.</summary>
internal enum Ending
{
    /// <summary>Nothing to write: the handler completed it itself, or somebody else has it.</summary>
    None,

    Completed,

    /// <summary>Due again after a pause.</summary>
    Retried,

    /// <summary>Due again at once, and the attempt does not count.</summary>
    HandedBack,

    Cancelled,

    Dead,
}
