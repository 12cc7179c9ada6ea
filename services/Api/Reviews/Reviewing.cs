using Distribution.Api.Callers;
using Distribution.Api.Events;
using Distribution.Api.Grants;
using Distribution.Api.Idempotency;
using Distribution.Api.Policies;
using Distribution.Api.Requests;
using Distribution.ServiceDefaults.Errors;
using Npgsql;

namespace Distribution.Api.Reviews;

/// <summary>
/// The price of breaking the glass: somebody who could have approved the request says afterwards whether it was justified. An unjustified grant
/// ends at once. One that nobody reviewed in time ends as well, and its owner breaks no further glass until it is reviewed, late or not.
/// </summary>
internal static class Reviewing
{
    public static async Task<Answer> ReviewAsync(
        NpgsqlTransaction transaction, Caller caller, Guid id, ReviewVerdict verdict, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        if (await GrantStore.LockAsync(connection, id, cancellationToken) is not { } grant)
        {
            return Answer.Refused(Refusal.NotFound("grant", id));
        }

        if (await RefuseAsync(connection, grant, caller, cancellationToken) is { } refusal)
        {
            return Answer.Refused(refusal);
        }

        var reviewed = await ReviewStore.DecideAsync(connection, id, caller.Name, verdict, cancellationToken);
        await transaction.RecordAsync(
            GrantEvents.Of(AuditActions.GrantReviewed, caller.Name, reviewed, ("verdict", verdict.Verdict), ("comment", verdict.Comment), ("before", grant.Review!.State)),
            cancellationToken);
        if (!verdict.IsJustified)
        {
            reviewed = await GrantEnding.EndAsync(
                transaction, id, caller.Name, caller.Name, GrantReview.Unjustified, verdict.Comment, cancellationToken) ?? reviewed;
        }

        return Answer.Ok(reviewed, ApiJson.Default.Grant);
    }

    private static async Task<Refusal?> RefuseAsync(NpgsqlConnection connection, Grant grant, Caller caller, CancellationToken cancellationToken)
    {
        if (grant.Grantee == caller.Name)
        {
            return ReviewRefusals.Own(grant);
        }

        switch (grant.Review?.State)
        {
            case null:
                return ReviewRefusals.NotNeeded(grant);
            case GrantReview.Justified or GrantReview.Unjustified:
                return ReviewRefusals.Done(grant);
        }

        // Without its policy any approver may.
        var request = (await RequestStore.FindAsync(connection, grant.RequestId, cancellationToken))!;
        return await PolicyStore.FindAsync(connection, request.Policy, cancellationToken) is { } policy && !caller.IsOneOf(policy.Approvers)
            ? RequestRefusals.NotApprover(policy, caller)
            : null;
    }
}
