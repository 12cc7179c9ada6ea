namespace Distribution.Api.Events;

/// <summary>What can happen here. Each change of a request, a grant or a policy has exactly one record, with one of these.</summary>
internal static class AuditActions
{
    public const string RequestCreated = "request.created";
    public const string RequestBreakGlass = "request.break-glass";
    public const string RequestSupported = "request.supported";
    public const string RequestApproved = "request.approved";
    public const string RequestDenied = "request.denied";
    public const string RequestLapsed = "request.lapsed";

    public const string GrantCreated = "grant.created";
    public const string GrantActivated = "grant.activated";
    public const string GrantFailed = "grant.failed";
    public const string GrantUsed = "grant.used";
    public const string GrantWithdrawing = "grant.withdrawing";
    public const string GrantExpired = "grant.expired";
    public const string GrantRevoked = "grant.revoked";
    public const string GrantReviewed = "grant.reviewed";
    public const string GrantReviewOverdue = "grant.review-overdue";

    public const string PolicyCreated = "policy.created";
    public const string PolicyChanged = "policy.changed";
    public const string PolicyDeleted = "policy.deleted";
}
