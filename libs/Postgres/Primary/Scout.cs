using Distribution.Postgres.Transactions;
using Npgsql;

namespace Distribution.Postgres.Primary;

/// <summary>
/// Asks one member again and again whether it is a primary by now. To one that said that it is a standby it keeps a connection: a login for each question, with every process of a topology asking ten times a second,
/// takes the processor from the very server that is to be promoted.
/// </summary>
internal sealed class Scout(HostPool host, TimeProvider time) : IAsyncDisposable
{
    private NpgsqlConnection? _standby;

    /// <summary>Whether it is one now; <see cref="HostPool.Identity"/> then says which. What it answered instead is in <see cref="HostPool.LastAnswer"/>.</summary>
    public async Task<bool> FindsPrimaryAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_standby is { } standby && await IsInRecoveryAsync(standby, cancellationToken))
            {
                return false;
            }

            await using var connection = await host.OpenAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            host.NoteRefusal(failure);
            await ForgetAsync();
            if (failure is NotPrimaryException or { InnerException: NotPrimaryException })
            {
                await KeepAsync(cancellationToken);
            }

            return false;
        }
    }

    public ValueTask DisposeAsync() => ForgetAsync();

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            _standby = await host.OpenStandbyAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            host.NoteRefusal(failure);
        }
    }

    private async Task<bool> IsInRecoveryAsync(NpgsqlConnection standby, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(PostgresDefaults.ConnectTimeout, time);
        using var limit = new GuardedCancellation(timer.Token, cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_is_in_recovery()", standby) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync(limit.Working) is true;
    }

    private ValueTask ForgetAsync()
    {
        var standby = _standby;
        _standby = null;
        return standby?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
