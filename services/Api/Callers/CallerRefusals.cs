using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Callers;

internal static class CallerRefusals
{
    public static Refusal SeesOwnOnly(Caller caller, string parameter) => new(
        StatusCodes.Status403Forbidden,
        "role-missing",
        "The caller may not see this",
        $"{parameter} names somebody else: {caller.Name} sees their own only. The roles {Caller.Approver}, {Caller.Auditor} and {Caller.Operator} see everything.");
}
