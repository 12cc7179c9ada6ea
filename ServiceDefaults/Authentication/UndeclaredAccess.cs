using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distribution.ServiceDefaults.Authentication;

/// <summary>What holds where an endpoint says nothing: nobody may call it. A path without an endpoint is left to be answered 404, and one for which routing made up an endpoint that refuses (405, 415) to be answered so.</summary>
internal static class UndeclaredAccess
{
    public static readonly AuthorizationPolicy Policy = new AuthorizationPolicyBuilder(TokenScheme.Name)
        .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
        .Build();
}
