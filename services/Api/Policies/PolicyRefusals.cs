using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Policies;

internal static class PolicyRefusals
{
    public static Refusal Changed(string name, long expected, long? actual) => new(
        StatusCodes.Status412PreconditionFailed,
        "policy-changed",
        "The policy is not the one you saw",
        actual is null
            ? $"If-Match names version {expected} of the policy {name}, which does not exist."
            : $"If-Match names version {expected} of the policy {name}, which is at version {actual}. Read it again and repeat the change.");

    public static Refusal TooMany() => new(
        StatusCodes.Status409Conflict,
        "too-many-policies",
        "There are as many policies as there may be",
        $"There are {PolicyDefaults.MostPolicies} policies. Delete one, or widen one with more targets.");
}
