using Distribution.Api.Callers;
using Distribution.Api.Events;
using Distribution.Api.Grants;
using Distribution.Api.Idempotency;
using Distribution.Api.Policies;
using Distribution.ServiceDefaults.Errors;
using Npgsql;

namespace Distribution.Api.Requests;

/// <summary>
/// Approves and denies. A request is decided by the policy as it is at that moment, not as it was when asked: what was tightened meanwhile holds.
/// One denial closes a request; approvals are counted until there are as many as the policy wants, and the last of them makes the grant.
/// </summary>
internal sealed class Deciding(GrantMaking grants)
{
    public async Task<Answer> ApproveAsync(NpgsqlTransaction transaction, Caller caller, Guid id, Verdict verdict, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        if (await RequestStore.LockAsync(connection, id, cancellationToken) is not { } request)
        {
            return Answer.Refused(Refusal.NotFound("request", id));
        }

        var policy = await PolicyStore.FindAsync(connection, request.Policy, cancellationToken);
        if (Refuse(request, policy, caller, approves: true) is { } refusal)
        {
            return Answer.Refused(refusal);
        }

        var isLast = request.Decisions.Count(decision => decision.Approved) + 1 >= policy!.Approvals;
        if (isLast && grants.Fault(policy, request.Target) is { } fault)
        {
            return Answer.Refused(RequestRefusals.NoProvider(policy.Name, fault));
        }

        await RequestStore.DecideAsync(connection, id, caller.Name, approved: true, verdict.Comment, cancellationToken);
        await transaction.RecordAsync(
            RequestEvents.Decided(isLast ? AuditActions.RequestApproved : AuditActions.RequestSupported, caller.Name, request, verdict.Comment), cancellationToken);
        if (isLast)
        {
            await RequestStore.CloseAsync(connection, id, AccessRequest.Approved, cancellationToken);
            await grants.MakeAsync(transaction, request, policy, caller.Name, cancellationToken);
        }

        return await AnswerAsync(connection, id, cancellationToken);
    }

    public static async Task<Answer> DenyAsync(NpgsqlTransaction transaction, Caller caller, Guid id, Verdict verdict, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        if (await RequestStore.LockAsync(connection, id, cancellationToken) is not { } request)
        {
            return Answer.Refused(Refusal.NotFound("request", id));
        }

        var policy = await PolicyStore.FindAsync(connection, request.Policy, cancellationToken);
        if (Refuse(request, policy, caller, approves: false) is { } refusal)
        {
            return Answer.Refused(refusal);
        }

        await RequestStore.DecideAsync(connection, id, caller.Name, approved: false, verdict.Comment, cancellationToken);
        await RequestStore.CloseAsync(connection, id, AccessRequest.Denied, cancellationToken);
        await transaction.RecordAsync(RequestEvents.Decided(AuditActions.RequestDenied, caller.Name, request, verdict.Comment), cancellationToken);
        return await AnswerAsync(connection, id, cancellationToken);
    }

    private static Refusal? Refuse(AccessRequest request, Policy? policy, Caller caller, bool approves)
    {
        if (request.State != AccessRequest.Pending)
        {
            return RequestRefusals.Decided(request);
        }

        if (request.Requester == caller.Name)
        {
            return RequestRefusals.Own(request);
        }

        // Without its policy nobody may approve a request, but an approver of any may clear it away.
        if (policy is null)
        {
            return approves || !caller.Roles.Contains(Caller.Approver) ? RequestRefusals.NoLongerGiven(request) : null;
        }

        if (!caller.IsOneOf(policy.Approvers))
        {
            return RequestRefusals.NotApprover(policy, caller);
        }

        if (request.Decisions.Any(decision => decision.By == caller.Name))
        {
            return RequestRefusals.DecidedByCaller(request, caller);
        }

        return approves && !(policy.Covers(request.Role, request.Target) && policy.LongestSeconds >= request.DurationSeconds)
            ? RequestRefusals.NoLongerGiven(request)
            : null;
    }

    private static async Task<Answer> AnswerAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
        => Answer.Ok((await RequestStore.FindAsync(connection, id, cancellationToken))!, ApiJson.Default.AccessRequest);
}
