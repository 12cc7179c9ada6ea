namespace Distribution.Api.Callers;

/// <summary>Who sends a request, and as what.</summary>
internal sealed record Caller(string Name, IReadOnlyCollection<string> Roles)
{
    /// <summary>May ask for access and use what was granted.</summary>
    public const string Requester = "requester";

    /// <summary>May decide on requests, review and revoke, as policies allow.</summary>
    public const string Approver = "approver";

    /// <summary>May read everything.</summary>
    public const string Auditor = "auditor";

    /// <summary>May change policies and end other people's grants.</summary>
    public const string Operator = "operator";

    /// <summary>In a policy: whoever may ask, or decide, at all.</summary>
    public const string Anybody = "*";

    /// <summary>Who does not decide, audit or operate sees their own requests and grants only.</summary>
    public bool SeesEverything => IsOneOf([Approver, Auditor, Operator]);

    public bool Sees(string owner) => owner == Name || SeesEverything;

    public bool IsOneOf(IEnumerable<string> roles) => roles.Any(role => role == Anybody || Roles.Contains(role));
}
