using Distribution.Api.Storage;
using Npgsql;

namespace Distribution.Api.Providers;

/// <summary>The built-in provider, but for targets in the table <c>provider_faults</c>, where it fails. For tests and drills; never there unless configured.</summary>
internal sealed class FaultyAccessProvider(DatabaseAccessProvider working) : IAccessProvider
{
    public string Name => ProviderDefaults.Faulty;

    public async Task GrantAsync(NpgsqlTransaction transaction, ProvidedGrant grant, CancellationToken cancellationToken)
    {
        await FailIfToldAsync(transaction, grant, "grant", cancellationToken);
        await working.GrantAsync(transaction, grant, cancellationToken);
    }

    public async Task WithdrawAsync(NpgsqlTransaction transaction, ProvidedGrant grant, CancellationToken cancellationToken)
    {
        await FailIfToldAsync(transaction, grant, "withdraw", cancellationToken);
        await working.WithdrawAsync(transaction, grant, cancellationToken);
    }

    private static async Task FailIfToldAsync(NpgsqlTransaction transaction, ProvidedGrant grant, string effect, CancellationToken cancellationToken)
    {
        var faults = await transaction.Connection!
            .Statement("SELECT for_good FROM provider_faults WHERE target = $1 AND effect = $2", grant.Target, effect)
            .ListAsync(reader => reader.GetBoolean(0), cancellationToken);
        if (faults is [var forGood])
        {
            throw forGood
                ? new ProviderRefusedException($"it was told to refuse every {effect} on {grant.Target}")
                : new IOException($"it was told to fail every {effect} on {grant.Target}");
        }
    }
}
