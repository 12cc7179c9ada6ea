using System.Net.Mime;
using Distribution.Api.Paging;

namespace Distribution.Api.Description;

/// <summary>What the OpenAPI document says of an endpoint.</summary>
internal static class EndpointDescription
{
    private const string ProblemType = "application/problem+json";

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder endpoint, string summary, int status = StatusCodes.Status200OK)
        => endpoint.Produces<T>(status, MediaTypeNames.Application.Json).Describe(summary);

    public static RouteHandlerBuilder Gives(this RouteHandlerBuilder endpoint, string summary)
        => endpoint.Produces(StatusCodes.Status204NoContent).Describe(summary);

    public static RouteHandlerBuilder Pages<T>(this RouteHandlerBuilder endpoint, string summary)
        => endpoint.Gives<Listing<T>>(summary).WithMetadata(new PagedMetadata());

    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint)
        where T : notnull
        => endpoint.Accepts<T>(MediaTypeNames.Application.Json);

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string summary)
        => endpoint
            .WithSummary(summary)
            .ProducesProblem(StatusCodes.Status400BadRequest, ProblemType)
            .ProducesProblem(StatusCodes.Status401Unauthorized, ProblemType)
            .ProducesProblem(StatusCodes.Status403Forbidden, ProblemType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable, ProblemType);
}
