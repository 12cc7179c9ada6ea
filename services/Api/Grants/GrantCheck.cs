namespace Distribution.Api.Grants;

/// <summary>Whether a grant holds, for whoever guards a target.</summary>
/// <param name="Id">The grant.</param>
/// <param name="Active">Whether it holds now. A revocation shows here within <see cref="GrantDefaults.CheckCacheTime"/> at the latest.</param>
/// <param name="Grantee">For whom.</param>
/// <param name="Role">Which role.</param>
/// <param name="Target">On what.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record GrantCheck(Guid Id, bool Active, string Grantee, string Role, string Target, DateTimeOffset ExpiresAt)
{
    public static GrantCheck Of(Grant grant)
        => new(grant.Id, grant.State == Grant.Active, grant.Grantee, grant.Role, grant.Target, grant.ExpiresAt);
}
