using Distribution.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Distribution.ServiceDefaults.Authentication;

/// <summary>Says who may call an endpoint, or a group of them.</summary>
public static class AccessExtensions
{
    /// <summary>Users who have any of the roles.</summary>
    /// <typeparam name="TBuilder">The kind of the endpoint's builder.</typeparam>
    /// <param name="builder">The endpoint.</param>
    /// <param name="roles">The roles; at least one.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder RequireRole<TBuilder>(this TBuilder builder, params string[] roles)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentOutOfRangeException.ThrowIfZero(roles.Length);
        return builder.Require(new(TokenDefaults.UserAudience, roles));
    }

    /// <summary>Every user, whatever the roles.</summary>
    /// <typeparam name="TBuilder">The kind of the endpoint's builder.</typeparam>
    /// <param name="builder">The endpoint.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder RequireCaller<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
        => builder.Require(new(TokenDefaults.UserAudience, []));

    /// <summary>Services of the distribution.</summary>
    /// <typeparam name="TBuilder">The kind of the endpoint's builder.</typeparam>
    /// <param name="builder">The endpoint.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder RequireService<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
        => builder.Require(new(TokenDefaults.ServiceAudience, [TokenDefaults.ServiceRole]));

    private static TBuilder Require<TBuilder>(this TBuilder builder, RequiredAccess access)
        where TBuilder : IEndpointConventionBuilder
    {
        var policy = new AuthorizationPolicyBuilder(TokenScheme.Name).RequireAuthenticatedUser().RequireClaim(TokenScheme.AudienceClaim, access.Audience);
        if (access.Roles.Count > 0)
        {
            policy.RequireRole(access.Roles);
        }

        return builder.WithMetadata(access).RequireAuthorization(policy.Build());
    }
}
