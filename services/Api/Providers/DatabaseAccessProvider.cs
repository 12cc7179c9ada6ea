using Distribution.Api.Storage;
using Npgsql;

namespace Distribution.Api.Providers;

/// <summary>The built-in provider: access is a row, so that effects can be counted. It withdraws only what it gave.</summary>
internal sealed class DatabaseAccessProvider : IAccessProvider
{
    public string Name => ProviderDefaults.BuiltIn;

    public Task GrantAsync(NpgsqlTransaction transaction, ProvidedGrant grant, CancellationToken cancellationToken)
        => transaction.Connection!.Statement("INSERT INTO provider_effects (grant_id, effect) VALUES ($1, 'granted')", grant.Id).ExecuteAsync(cancellationToken);

    public Task WithdrawAsync(NpgsqlTransaction transaction, ProvidedGrant grant, CancellationToken cancellationToken)
        => transaction.Connection!.Statement(
            "INSERT INTO provider_effects (grant_id, effect) SELECT $1, 'withdrawn' WHERE EXISTS (SELECT 1 FROM provider_effects WHERE grant_id = $1 AND effect = 'granted')",
            grant.Id).ExecuteAsync(cancellationToken);
}
