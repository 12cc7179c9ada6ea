using Distribution.Api.Callers;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Grants;

internal static class GrantRefusals
{
    public static Refusal NotYours(Grant grant, Caller caller) => new(
        StatusCodes.Status403Forbidden,
        "not-the-grantee",
        "The grant is somebody else's",
        $"The grant {grant.Id} is {grant.Grantee}'s; {caller.Name} cannot use it.");

    public static Refusal NotYetActive(Grant grant) => new(
        StatusCodes.Status409Conflict,
        "grant-not-active",
        "The grant is not active yet",
        $"The provider {grant.Provider} is giving the access of the grant {grant.Id}. Use it, with a new Idempotency-Key, once its state is {Grant.Active}.");

    public static Refusal Ended(Grant grant) => new(
        StatusCodes.Status409Conflict,
        "grant-ended",
        "The grant has ended",
        $"The grant {grant.Id} is {grant.State} since {grant.EndedAt ?? grant.ExpiresAt:O}. Ask for the role again.");

    public static Refusal MayNotRevoke(Grant grant, Caller caller) => new(
        StatusCodes.Status403Forbidden,
        "role-missing",
        "The caller may not revoke this",
        $"The grant {grant.Id} can be revoked by {grant.Grantee} and by callers with the role {Caller.Approver} or {Caller.Operator}; {caller.Name} is neither.");
}
