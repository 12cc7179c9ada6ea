using Distribution.Api.Problems;
using Distribution.Api.Validation;

namespace Distribution.Api.Paging;

/// <summary>The filters that lists of people's things share; null where none is asked for.</summary>
internal sealed record ListFilters(string? State, string? Person, Refusal? Refusal)
{
    public static ListFilters From(IQueryCollection query, IReadOnlyList<string> states, string personParameter)
    {
        var state = query.TryGetValue("state", out var given) ? given.ToString() : null;
        var person = query.TryGetValue(personParameter, out var people) ? people.ToString() : null;
        var refusal = state is not null && !states.Contains(state)
            ? Refusal.Invalid("state", $"must be one of {string.Join(", ", states)}")
            : person is not null && Texts.Name.Fault(person) is { } fault ? Refusal.Invalid(personParameter, fault) : null;
        return new(state, person, refusal);
    }
}
