using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Distribution.ServiceDefaults.Authentication;

/// <summary>What holds where an endpoint says nothing: nobody may call it. A path without an endpoint is left to be answered 404.</summary>
internal static class UndeclaredAccess
{
    public static readonly AuthorizationPolicy Policy = new AuthorizationPolicyBuilder(TokenScheme.Name)
        .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is null)
        .Build();
}
