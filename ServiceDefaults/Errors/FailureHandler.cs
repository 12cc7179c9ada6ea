using Distribution.ServiceDefaults.Budgets;
using Distribution.ServiceDefaults.Overload;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Distribution.ServiceDefaults.Errors;

/// <summary>Turns what a request threw into a problem: never its stack or its message, unless the message was made for the caller.</summary>
internal sealed partial class FailureHandler(IProblemDetailsService problems, ILogger<FailureHandler> logger) : IExceptionHandler
{
    // nginx's number for "the client closed the connection"; nobody reads it, but the logs and metrics count it apart.
    private const int ClientClosedRequest = 499;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = Problem(httpContext, exception);
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        httpContext.Response.StatusCode = problem.Status!.Value;
        try
        {
            return await problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem });
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read it any more: that is no failure of the service, and was logged as three of them.
            return true;
        }
    }

    private ProblemDetails Problem(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case OperationCanceledException when context.RequestAborted.IsCancellationRequested:
                return new() { Status = ClientClosedRequest };

            case BadHttpRequestException bad:
                return new() { Status = bad.StatusCode, Detail = bad.Message };

            case RequestBudgetException late:
                LogRefused(context.Request.Method, context.Request.Path, late.Message, late.InnerException?.GetType().Name);
                return new()
                {
                    Status = StatusCodes.Status503ServiceUnavailable,
                    Type = ProblemTypes.BudgetExceeded,
                    Title = "The request ran out of time",
                    Detail = $"{late.Message}. Whether it took effect is not known; send it again with the same Idempotency-Key.",
                };

            case OverloadException:
                return new()
                {
                    Status = StatusCodes.Status503ServiceUnavailable,
                    Type = ProblemTypes.Overloaded,
                    Title = "The service is overloaded",
                    Detail = $"{exception.Message}; this one was not begun. Send it again later.",
                };

            case var _ when DatabaseFailure.IsOutage(exception):
                LogRefused(context.Request.Method, context.Request.Path, exception.Message, exception.GetType().Name);
                return new()
                {
                    Status = StatusCodes.Status503ServiceUnavailable,
                    Type = ProblemTypes.DatabaseUnavailable,
                    Title = "The database is unavailable",
                    Detail = "The database cannot be reached or is changing its primary. Send the request again, a write with the same Idempotency-Key.",
                };

            default:
                LogFailed(exception, context.Request.Method, context.Request.Path);
                return new()
                {
                    Status = StatusCodes.Status500InternalServerError,
                    Detail = "The service failed. Its log has the reason under the traceId.",
                };
        }
    }

    [LoggerMessage(1201, LogLevel.Warning, "Refused {Method} {Path}: {Reason} ({Failure})")]
    private partial void LogRefused(string method, string path, string reason, string? failure);

    [LoggerMessage(1202, LogLevel.Error, "Failed {Method} {Path}")]
    private partial void LogFailed(Exception exception, string method, string path);
}
