using Distribution.Api.Events;
using Distribution.Api.Grants;
using Distribution.Api.Storage;
using Distribution.Leases;
using Distribution.Leases.Fencing;

namespace Distribution.Api.Reviews;

/// <summary>Ends the grants whose review nobody made in time. The check of the term and the work share a transaction; without any work there is none.</summary>
internal sealed class OverdueReviews(AccessDatabase database, GrantChecks checks)
{
    /// <exception cref="StaleTermException">The term is old.</exception>
    public async Task<OverdueResult> RunAsync(Term term, string actor, CancellationToken cancellationToken)
    {
        if (!await database.ReadAsync(ReviewStore.IsAnyOverdueAsync, cancellationToken))
        {
            return new(0, 0, More: false);
        }

        var (overdue, ended) = await database.WriteAsync(
            async (connection, transaction, cancellation) =>
            {
                await Fence.RaiseAsync(transaction, term, cancellation);
                var late = await ReviewStore.MarkOverdueAsync(connection, ReviewDefaults.Batch, cancellation);
                var withdrawn = new List<Grant>();
                foreach (var grant in late)
                {
                    await transaction.RecordAsync(
                        GrantEvents.Of(AuditActions.GrantReviewOverdue, actor, grant, ("dueAt", grant.Review!.DueAt)), cancellation);
                    if (await GrantEnding.EndAsync(transaction, grant.Id, $"{term}", actor, "review-overdue", null, cancellation) is { } end)
                    {
                        withdrawn.Add(end);
                    }
                }

                return (late.Count, withdrawn);
            },
            cancellationToken);
        foreach (var grant in ended)
        {
            await checks.EndedAsync(grant);
        }

        return new(overdue, ended.Count, overdue == ReviewDefaults.Batch);
    }
}
