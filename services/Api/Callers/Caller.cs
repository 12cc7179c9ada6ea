namespace Distribution.Api.Callers;

/// <summary>Who sends a request, and as what.</summary>
internal sealed record Caller(string Name, IReadOnlyCollection<string> Roles)
{
    /// <summary>May change policies.</summary>
    public const string Administrator = "admin";

    /// <summary>May end other people's grants.</summary>
    public const string Approver = "approver";

    /// <summary>In a policy: whoever is identified.</summary>
    public const string Anybody = "*";

    public bool IsOneOf(IEnumerable<string> roles) => roles.Any(role => role == Anybody || Roles.Contains(role));
}
