using Microsoft.AspNetCore.Http.HttpResults;

namespace Distribution.Audit.Problems;

/// <summary>400 for a query that is not understood, naming each parameter.</summary>
internal static class QueryProblem
{
    public static ValidationProblem Of(IDictionary<string, string[]> faults) => TypedResults.ValidationProblem(
        faults,
        string.Join("; ", faults.Select(fault => $"{fault.Key} {fault.Value[0]}")) + ".",
        type: "urn:distribution:problem:invalid",
        title: "The request is not valid");
}
