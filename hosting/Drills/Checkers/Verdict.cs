namespace Distribution.Drills.Checkers;

/// <summary>What a checker, and in the end a drill, says. The worse of two is the one with the higher value.</summary>
public enum Verdict
{
    /// <summary>What was looked for is not there, and would have been seen.</summary>
    Pass,

    /// <summary>It could not be told: too little was done, or the check did not come to its end.</summary>
    Unknown,

    /// <summary>It is there; the findings name it.</summary>
    Fail,
}
