namespace Distribution.ServiceDefaults.Errors;

/// <summary>The <c>type</c> of problems that any service may answer with (RFC 9457).</summary>
public static class ProblemTypes
{
    /// <summary>What each begins with.</summary>
    public const string Prefix = "urn:distribution:problem:";

    /// <summary>503: the database cannot be reached or is changing its primary; the same request may be sent again.</summary>
    public const string DatabaseUnavailable = Prefix + "database-unavailable";

    /// <summary>503: the request's time budget ran out before it was done; a keyed or reading request may be sent again.</summary>
    public const string BudgetExceeded = Prefix + "budget-exceeded";

    /// <summary>503: more requests arrive than can be answered; this one was not begun.</summary>
    public const string Overloaded = Prefix + "overloaded";

    /// <summary>401: the request carries no bearer token.</summary>
    public const string NoToken = Prefix + "no-token";

    /// <summary>401: the token is expired, forged, of a withdrawn key, or none at all.</summary>
    public const string BadToken = Prefix + "bad-token";

    /// <summary>403: the token is good, and its caller may not do this.</summary>
    public const string NotAllowed = Prefix + "not-allowed";

    /// <summary>503: this service has no keys yet to verify tokens with.</summary>
    public const string NoKeys = Prefix + "no-keys";
}
