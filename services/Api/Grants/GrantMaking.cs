using Distribution.Api.Events;
using Distribution.Api.Policies;
using Distribution.Api.Providers;
using Distribution.Api.Requests;
using Distribution.Outbox;
using Npgsql;

namespace Distribution.Api.Grants;

/// <summary>Makes the grant of a request, in the transaction that approves it, and has a job provision it.</summary>
internal sealed class GrantMaking(ProviderSet providers, TimeProvider time)
{
    /// <summary>Null when there is a provider for the request by that policy.</summary>
    public string? Fault(Policy policy, string target) => providers.Fault(providers.Choose(policy, target));

    public async Task MakeAsync(
        NpgsqlTransaction transaction, AccessRequest request, Policy policy, string actor, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var provider = providers.Choose(policy, request.Target);
        var reviewSeconds = request.BreakGlass ? policy.ReviewSeconds : (int?)null;
        var grant = await GrantStore.AddAsync(transaction.Connection!, id, request, provider, reviewSeconds, cancellationToken);
        var created = GrantEvents.Of(
            AuditActions.GrantCreated, actor, grant,
            ("provider", provider), ("expiresAt", grant.ExpiresAt), ("breakGlass", request.BreakGlass ? true : null), ("reviewDueAt", grant.Review?.DueAt));
        var order = JobOrder.Provision(id, request.BreakGlass ? JobPriorities.BreakGlass : JobPriorities.Provision);
        await OutboxWriter.AppendAsync(transaction, [created.ToMessage(), order.ToMessage()], cancellationToken);
    }
}
