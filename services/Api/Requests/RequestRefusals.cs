using Distribution.Api.Callers;
using Distribution.Api.Policies;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Requests;

internal static class RequestRefusals
{
    public static Refusal NoPolicy(Ask ask, Caller caller) => new(
        StatusCodes.Status403Forbidden,
        "no-policy",
        "No policy gives this",
        $"No policy lets {caller.Name} ask for the role {ask.Role} on {ask.Target}. GET /policies lists what may be asked for.");

    public static Refusal TooLong(Ask ask, int longest) => Refusal.Invalid(
        "durationSeconds",
        $"is {ask.DurationSeconds}; the policies give the role {ask.Role} on {ask.Target} for {longest} at most");

    public static Refusal NoBreakGlass(Ask ask) => new(
        StatusCodes.Status403Forbidden,
        "no-break-glass",
        "No policy lets the glass be broken for this",
        $"The role {ask.Role} on {ask.Target} is given after an approval only. Ask without breakGlass.");

    public static Refusal NoProvider(string policy, string fault) => new(
        StatusCodes.Status409Conflict,
        "no-provider",
        "Nobody can give this access",
        $"The provider for the policy {policy} {fault}. An operator has to change the policy, or the configuration of the service.");

    public static Refusal PolicyMoved(string policy) => new(
        StatusCodes.Status409Conflict,
        "policy-changed",
        "The policy changed meanwhile",
        $"The policy {policy} was changed while the request was decided. Ask again.");

    public static Refusal NoLongerGiven(AccessRequest request) => new(
        StatusCodes.Status409Conflict,
        "policy-changed",
        "The policy no longer gives this",
        $"The policy {request.Policy} was deleted, or no longer gives the role {request.Role} on {request.Target} for {request.DurationSeconds} s. Deny the request, or have it asked again.");

    public static Refusal Decided(AccessRequest request) => new(
        StatusCodes.Status409Conflict,
        "already-decided",
        "The request is decided",
        $"The request {request.Id} is {request.State} since {request.DecidedAt:O}.");

    public static Refusal DecidedByCaller(AccessRequest request, Caller caller) => new(
        StatusCodes.Status409Conflict,
        "already-decided",
        "You have decided on it before",
        $"{caller.Name} has decided on the request {request.Id}; it waits for somebody else.");

    public static Refusal Own(AccessRequest request) => new(
        StatusCodes.Status403Forbidden,
        "own-request",
        "Nobody decides on their own request",
        $"{request.Requester} made the request {request.Id}; somebody else has to decide on it.");

    public static Refusal NotApprover(Policy policy, Caller caller) => new(
        StatusCodes.Status403Forbidden,
        "role-missing",
        "The caller may not decide on this",
        $"The policy {policy.Name} is decided by callers with the role {string.Join(" or ", policy.Approvers)}; {caller.Name} has {(caller.Roles.Count == 0 ? "none" : string.Join(", ", caller.Roles))}.");
}
