using Distribution.Api.Callers;
using Distribution.Api.Fencing;
using Distribution.ServiceDefaults.Authentication;

namespace Distribution.Api.Sweeps;

internal static class SweepEndpoint
{
    /// <summary>Not public: the gateway does not forward <c>/internal</c>. It needs no key, because what is swept is swept.</summary>
    public static void MapSweeps(this IEndpointRouteBuilder endpoints)
        => endpoints.MapPost("/internal/sweeps", SweepAsync).ExcludeFromDescription().RequireService();

    private static Task<IResult> SweepAsync(HttpContext context, Sweep sweep)
        => FencedOrder.RunAsync(
            context,
            async (term, cancellation) => TypedResults.Json(await sweep.RunAsync(term, context.Service(), cancellation), ApiJson.Default.SweepResult));
}
