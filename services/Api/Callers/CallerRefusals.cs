using Distribution.Api.Problems;

namespace Distribution.Api.Callers;

internal static class CallerRefusals
{
    public static Refusal Unknown() => new(
        StatusCodes.Status401Unauthorized,
        "caller-unknown",
        "The caller is not identified",
        $"Send the header {DevelopmentCaller.UserHeader} with your name, once, and {DevelopmentCaller.RolesHeader} with your roles, separated by commas.");

    public static Refusal NeedsRole(Caller caller, string role, string action) => new(
        StatusCodes.Status403Forbidden,
        "role-missing",
        "The caller may not do this",
        $"{caller.Name} lacks the role {role}, which is needed to {action}.");
}
