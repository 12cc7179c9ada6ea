using Microsoft.AspNetCore.Mvc;

namespace Distribution.Worker.Problems;

/// <summary>Why something is not done, as the caller will read it (RFC 9457).</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Kind">The last part of the problem's type; stable, for programs.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Detail">This case, with the values that mattered and what to do.</param>
/// <param name="Errors">Faults by the name of the field or header.</param>
internal sealed record Refusal(int Status, string Kind, string Title, string Detail, IDictionary<string, string[]>? Errors = null)
{
    public static Refusal Invalid(IDictionary<string, string[]> errors, int status = StatusCodes.Status400BadRequest) => new(
        status, "invalid", "The request is not valid", string.Join("; ", errors.SelectMany(field => field.Value.Select(fault => $"{field.Key} {fault}"))) + ".", errors);

    public static Refusal Invalid(string field, string fault, int status = StatusCodes.Status400BadRequest) => Invalid(new Dictionary<string, string[]> { [field] = [fault] }, status);

    public static Refusal NotFound(Guid job) => new(StatusCodes.Status404NotFound, "not-found", "There is no such thing", $"There is no job {job}, or it finished too long ago.");

    public IResult ToResult()
    {
        var problem = Errors is null ? new ProblemDetails() : new HttpValidationProblemDetails(Errors);
        (problem.Status, problem.Type, problem.Title, problem.Detail) = (Status, $"urn:distribution:problem:{Kind}", Title, Detail);
        return TypedResults.Problem(problem);
    }
}
