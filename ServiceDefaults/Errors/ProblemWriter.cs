using System.Diagnostics;
using System.Text.Json;
using Distribution.ServiceDefaults.RequestIds;
using Microsoft.AspNetCore.Http;

namespace Distribution.ServiceDefaults.Errors;

/// <remarks>
/// The framework's writer writes nothing when Accept does not name JSON; an error without a body helps nobody, so this one always writes.
/// </remarks>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    public const string MediaType = "application/problem+json";
    private const string RetryAfterSeconds = "1";

    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var problem = context.ProblemDetails;
        problem.Status ??= http.Response.StatusCode;
        problem.Type ??= "about:blank";
        problem.Title ??= ReasonPhrase(problem.Status.Value);
        problem.Instance ??= http.Request.Path;
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
        problem.Extensions["requestId"] = http.TraceIdentifier;

        http.Response.StatusCode = problem.Status.Value;
        if (problem.Status == StatusCodes.Status503ServiceUnavailable && http.Response.Headers.RetryAfter.Count == 0)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers[RequestIdMiddleware.Header] = http.TraceIdentifier;
        http.Response.ContentType = MediaType;
        await JsonSerializer.SerializeAsync(http.Response.Body, problem, problem.GetType(), ProblemJson.Default.Options, http.RequestAborted);
    }

    private static string ReasonPhrase(int status)
        => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error";
}
