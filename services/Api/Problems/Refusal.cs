using Microsoft.AspNetCore.Mvc;

namespace Distribution.Api.Problems;

/// <summary>Why something is not done, as the caller will read it (RFC 9457).</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Kind">The last part of the problem's type; stable, for programs.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Detail">This case, with the values that mattered and what to do.</param>
/// <param name="Errors">Faults by the name of the field or header.</param>
internal sealed record Refusal(int Status, string Kind, string Title, string Detail, IDictionary<string, string[]>? Errors = null)
{
    private const string TypePrefix = "urn:distribution:problem:";

    public static Refusal Invalid(string field, string fault)
        => Invalid(new Dictionary<string, string[]> { [field] = [fault] });

    public static Refusal Invalid(IDictionary<string, string[]> errors, int status = StatusCodes.Status400BadRequest) => new(
        status,
        "invalid",
        "The request is not valid",
        string.Join("; ", errors.SelectMany(field => field.Value.Select(fault => $"{field.Key} {fault}"))) + ".",
        errors);

    public static Refusal NotFound(string kind, object id) => new(
        StatusCodes.Status404NotFound,
        "not-found",
        "There is no such thing",
        $"There is no {kind} {id}.");

    public ProblemDetails ToProblem()
    {
        var problem = Errors is null ? new ProblemDetails() : new HttpValidationProblemDetails(Errors);
        problem.Status = Status;
        problem.Type = TypePrefix + Kind;
        problem.Title = Title;
        problem.Detail = Detail;
        return problem;
    }

    public IResult ToResult() => TypedResults.Problem(ToProblem());
}
