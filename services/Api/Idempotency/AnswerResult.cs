using System.Net.Mime;

namespace Distribution.Api.Idempotency;

internal sealed class AnswerResult(Answer answer, bool replayed) : IResult
{
    public const string ReplayedHeader = "Idempotency-Replayed";

    public Answer Answer => answer;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        if (replayed)
        {
            response.Headers[ReplayedHeader] = "true";
        }

        if (answer.IsRefusal)
        {
            await answer.Refusal().ToResult().ExecuteAsync(httpContext);
            return;
        }

        response.StatusCode = answer.Status;
        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = answer.Body.Length;
        if (answer.Location is not null)
        {
            response.Headers.Location = answer.Location;
        }

        await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
    }
}
