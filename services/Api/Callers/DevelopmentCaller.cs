using Distribution.Api.Validation;

namespace Distribution.Api.Callers;

/// <summary>
/// Takes the caller's word for who it is. It stands where the Identity service's tokens will: everything behind it asks for <see cref="Caller"/> only.
/// </summary>
internal static class DevelopmentCaller
{
    public const string UserHeader = "X-Development-User";
    public const string RolesHeader = "X-Development-Roles";
    private const int MostRoles = 16;

    /// <summary>Null, with the reason, when the headers name nobody or are malformed.</summary>
    public static Caller? From(IHeaderDictionary headers, out string header, out string? malformed)
    {
        header = UserHeader;
        malformed = null;
        if (headers[UserHeader] is not [{ Length: > 0 } name])
        {
            return null;
        }

        malformed = Texts.Name.Fault(name);
        if (malformed is not null)
        {
            return null;
        }

        header = RolesHeader;
        var roles = headers[RolesHeader].ToString()
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToHashSet();
        malformed = roles.Count > MostRoles
            ? $"names {roles.Count} roles; {MostRoles} at most"
            : roles.Select(Texts.Slug.Fault).FirstOrDefault(fault => fault is not null);
        return malformed is null ? new(name, roles) : null;
    }
}
