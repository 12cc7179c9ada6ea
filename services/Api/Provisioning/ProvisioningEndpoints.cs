using Distribution.Api.Callers;
using Distribution.Api.Fencing;
using Distribution.Api.Grants;
using Distribution.Leases;
using Distribution.ServiceDefaults.Authentication;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Provisioning;

internal static class ProvisioningEndpoints
{
    /// <summary>Not public: the gateway does not forward <c>/internal</c>.</summary>
    public static void MapProvisioning(this IEndpointRouteBuilder endpoints)
    {
        var grants = endpoints.MapGroup("/internal/grants/{id:guid}").ExcludeFromDescription().RequireService();
        grants.MapPost("/provision", ProvisionAsync);
        grants.MapPost("/withdraw", WithdrawAsync);
    }

    private static Task<IResult> ProvisionAsync(HttpContext context, Guid id, GrantProvisioning provisioning)
        => RunAsync(context, id, (term, cancellation) => provisioning.ProvisionAsync(id, term, context.Service(), cancellation));

    private static Task<IResult> WithdrawAsync(HttpContext context, Guid id, GrantProvisioning provisioning)
        => RunAsync(context, id, (term, cancellation) => provisioning.WithdrawAsync(id, term, context.Service(), cancellation));

    private static Task<IResult> RunAsync(HttpContext context, Guid id, Func<Term, CancellationToken, Task<Grant?>> work)
        => FencedOrder.RunAsync(
            context,
            async (term, cancellation) => await work(term, cancellation) is { } grant
                ? TypedResults.Json(grant, ApiJson.Default.Grant)
                : Refusal.NotFound("grant", id).ToResult());
}
