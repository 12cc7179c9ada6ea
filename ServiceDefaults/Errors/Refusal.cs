using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Distribution.ServiceDefaults.Errors;

/// <summary>Why something is not done, as the caller will read it (RFC 9457).</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Kind">The last part of the problem's type; stable, for programs.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Detail">This case, with the values that mattered and what to do.</param>
/// <param name="Errors">Faults by the name of the field or header.</param>
public sealed record Refusal(int Status, string Kind, string Title, string Detail, IDictionary<string, string[]>? Errors = null)
{
    /// <summary>One thing is wrong with a request.</summary>
    /// <param name="field">The field or header.</param>
    /// <param name="fault">The rest of a sentence that begins with the field's name.</param>
    /// <param name="status">HTTP status.</param>
    public static Refusal Invalid(string field, string fault, int status = StatusCodes.Status400BadRequest)
        => Invalid(new Dictionary<string, string[]> { [field] = [fault] }, status);

    /// <summary>Things are wrong with a request.</summary>
    /// <param name="errors">Each fault is the rest of a sentence that begins with the name of its field or header.</param>
    /// <param name="status">HTTP status.</param>
    public static Refusal Invalid(IDictionary<string, string[]> errors, int status = StatusCodes.Status400BadRequest) => new(
        status,
        "invalid",
        "The request is not valid",
        string.Join("; ", errors.SelectMany(field => field.Value.Select(fault => $"{field.Key} {fault}"))) + ".",
        errors);

    /// <summary>What is asked for is not there.</summary>
    /// <param name="kind">What kind of thing.</param>
    /// <param name="id">Its id.</param>
    public static Refusal NotFound(string kind, object id) => new(
        StatusCodes.Status404NotFound,
        "not-found",
        "There is no such thing",
        $"There is no {kind} {id}.");

    /// <summary>As the body of an answer.</summary>
    public ProblemDetails ToProblem()
    {
        var problem = Errors is null ? new ProblemDetails() : new HttpValidationProblemDetails(Errors);
        problem.Status = Status;
        problem.Type = ProblemTypes.Prefix + Kind;
        problem.Title = Title;
        problem.Detail = Detail;
        return problem;
    }

    /// <summary>As an answer.</summary>
    public IResult ToResult() => TypedResults.Problem(ToProblem());
}
