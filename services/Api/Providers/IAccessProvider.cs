using Npgsql;

namespace Distribution.Api.Providers;

/// <summary>
/// Gives and takes the access itself: an account, a group, a credential. Called inside the transaction that makes or ends the grant, so a
/// provider that acts outside of the database records there what is to be done and does it afterwards.
/// </summary>
internal interface IAccessProvider
{
    Task GrantAsync(NpgsqlConnection connection, Guid grantId, CancellationToken cancellationToken);

    Task WithdrawAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> grantIds, CancellationToken cancellationToken);
}
