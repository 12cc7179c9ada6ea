using Microsoft.AspNetCore.Mvc;

namespace Distribution.Gateway.Problems;

internal static class ProblemAnswer
{
    /// <summary>Answers with a problem. Does nothing once an answer has begun, or when the client is gone.</summary>
    public static async Task AnswerAsync(this HttpContext context, ProblemDetails problem)
    {
        if (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = problem.Status!.Value;
            await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new() { HttpContext = context, ProblemDetails = problem });
        }
    }
}
