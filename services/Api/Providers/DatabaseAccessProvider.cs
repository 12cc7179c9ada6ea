using Distribution.Api.Storage;
using Npgsql;

namespace Distribution.Api.Providers;

/// <summary>The built-in provider: access is a row, so that effects can be counted.</summary>
internal sealed class DatabaseAccessProvider : IAccessProvider
{
    public Task GrantAsync(NpgsqlConnection connection, Guid grantId, CancellationToken cancellationToken)
        => connection.Statement("INSERT INTO provider_effects (grant_id, effect) VALUES ($1, 'granted')", grantId).ExecuteAsync(cancellationToken);

    public Task WithdrawAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> grantIds, CancellationToken cancellationToken)
        => grantIds.Count == 0
            ? Task.CompletedTask
            : connection.Statement("INSERT INTO provider_effects (grant_id, effect) SELECT unnest($1), 'withdrawn'", grantIds.ToArray())
                .ExecuteAsync(cancellationToken);
}
