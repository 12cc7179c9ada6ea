using Npgsql;

namespace Distribution.Api.Providers;

/// <summary>
/// Gives and takes the access itself: an account, a group, a credential. A provider is added by registering it beside the built-in one; policies
/// and configuration then choose it by its name.
/// <para>
/// Each call is made by a job, inside the transaction that records what became of the grant, and may come again with the same grant after a
/// failure or a lost answer: giving what is given and taking what is taken does nothing. The transaction has two seconds in all, after which the
/// token is cancelled, and one without a statement, after which the database ends it, because others may wait for its locks; then the
/// job comes again. What takes longer is begun by one call and found done by a later one. A provider that acts outside of the database passes
/// <see cref="ProvidedGrant.Term"/> on where it can, so that an order of an old term is refused there as well.
/// </para>
/// </summary>
internal interface IAccessProvider
{
    /// <summary>What policies and configuration call it; small letters, digits and . _ -</summary>
    string Name { get; }

    /// <summary>Gives the access.</summary>
    /// <exception cref="ProviderRefusedException">It will never be given. The grant fails.</exception>
    /// <exception cref="Exception">Not now. The job comes again.</exception>
    Task GrantAsync(NpgsqlTransaction transaction, ProvidedGrant grant, CancellationToken cancellationToken);

    /// <summary>Takes the access away, also one of which it is not known whether it was given.</summary>
    /// <exception cref="Exception">Not now. The job comes again, and is given up for the dead-letter list at last; the grant stays as it is.</exception>
    Task WithdrawAsync(NpgsqlTransaction transaction, ProvidedGrant grant, CancellationToken cancellationToken);
}
