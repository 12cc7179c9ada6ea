using Distribution.Api.Callers;
using Distribution.Api.Validation;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Paging;

/// <summary>The filters that lists of people's things share; null where none is asked for. Whoever sees only their own gets their own.</summary>
internal sealed record ListFilters(string? State, string? Person, Refusal? Refusal)
{
    public static ListFilters From(HttpContext context, IReadOnlyList<string> states, string personParameter)
    {
        var query = context.Request.Query;
        var caller = context.Caller();
        var state = OneOf(query, "state", states, out var refusal);
        var person = query.TryGetValue(personParameter, out var people) ? people.ToString() : null;
        if (person is not null && Texts.Name.Fault(person) is { } fault)
        {
            refusal ??= Refusal.Invalid(personParameter, fault);
        }
        else if (person is not null && !caller.Sees(person))
        {
            refusal ??= CallerRefusals.SeesOwnOnly(caller, personParameter);
        }

        return new(state, person ?? (caller.SeesEverything ? null : caller.Name), refusal);
    }

    /// <summary>A parameter that is one of a few words; null when it is not given.</summary>
    public static string? OneOf(IQueryCollection query, string parameter, IReadOnlyList<string> words, out Refusal? refusal)
    {
        var word = query.TryGetValue(parameter, out var given) ? given.ToString() : null;
        refusal = word is not null && !words.Contains(word) ? Refusal.Invalid(parameter, $"must be one of {string.Join(", ", words)}") : null;
        return word;
    }
}
