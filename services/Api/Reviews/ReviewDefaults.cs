namespace Distribution.Api.Reviews;

internal static class ReviewDefaults
{
    /// <summary>A day: whoever reviews has slept meanwhile, and still remembers.</summary>
    public const int Seconds = 24 * 3600;

    /// <summary>Characters of a reason by which somebody else can judge: about four words.</summary>
    public const int ShortestReason = 20;

    /// <summary>Grants in one look for overdue reviews.</summary>
    public const int Batch = 100;
}
