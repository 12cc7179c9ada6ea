using Distribution.Drills.Checkers;

namespace Distribution.Drills.Reports;

/// <summary>A verdict as reports write it.</summary>
public static class VerdictText
{
    /// <summary>PASS, FAIL or UNKNOWN.</summary>
    public static string Of(Verdict verdict) => verdict switch { Verdict.Pass => "PASS", Verdict.Fail => "FAIL", _ => "UNKNOWN" };
}
