namespace Distribution.ServiceDefaults.Errors;

/// <summary>The <c>type</c> of problems that any service may answer with (RFC 9457).</summary>
public static class ProblemTypes
{
    /// <summary>503: the database cannot be reached or is changing its primary; the same request may be sent again.</summary>
    public const string DatabaseUnavailable = "urn:distribution:problem:database-unavailable";

    /// <summary>503: the request's time budget ran out before it was done; a keyed or reading request may be sent again.</summary>
    public const string BudgetExceeded = "urn:distribution:problem:budget-exceeded";
}
