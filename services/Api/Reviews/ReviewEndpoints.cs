using Distribution.Api.Callers;
using Distribution.Api.Fencing;
using Distribution.ServiceDefaults.Authentication;

namespace Distribution.Api.Reviews;

internal static class ReviewEndpoints
{
    /// <summary>Not public: the gateway does not forward <c>/internal</c>.</summary>
    public static void MapOverdueReviews(this IEndpointRouteBuilder endpoints)
        => endpoints.MapPost("/internal/reviews", RunAsync).ExcludeFromDescription().RequireService();

    private static Task<IResult> RunAsync(HttpContext context, OverdueReviews reviews)
        => FencedOrder.RunAsync(
            context,
            async (term, cancellation) => TypedResults.Json(await reviews.RunAsync(term, context.Service(), cancellation), ApiJson.Default.OverdueResult));
}
