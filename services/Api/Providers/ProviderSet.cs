using System.Data.Common;
using Distribution.Api.Policies;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Distribution.Api.Providers;

/// <summary>All providers that this replica has, by name.</summary>
internal sealed partial class ProviderSet(IEnumerable<IAccessProvider> providers, IOptions<ProviderOptions> options, ILogger<ProviderSet> logger)
{
    private readonly IAccessProvider[] _providers = [.. providers];

    private string Names => string.Join(", ", _providers.Select(provider => provider.Name));

    /// <summary>The name of the provider of a new grant: the policy's, else the target's, else the default.</summary>
    public string Choose(Policy policy, string target)
        => policy.Provider
            ?? options.Value.Targets.FirstOrDefault(entry => TargetPattern.Matches(entry.Target, target))?.Provider
            ?? options.Value.Default;

    /// <summary>Null for the name of a provider, else the rest of a sentence that begins with the field's name.</summary>
    public string? Fault(string name) => Find(name) is null ? $"is no provider; the providers are {Names}" : null;

    /// <exception cref="ProviderRefusedException">The provider will never give it.</exception>
    /// <exception cref="ProviderFailedException">The provider could not give it.</exception>
    public Task GrantAsync(string name, NpgsqlTransaction transaction, ProvidedGrant grant, CancellationToken cancellationToken)
        => CallAsync(name, "give the access of the grant", grant, provider => provider.GrantAsync(transaction, grant, cancellationToken), cancellationToken);

    /// <exception cref="ProviderFailedException">The provider could not take it.</exception>
    public async Task WithdrawAsync(string name, NpgsqlTransaction transaction, ProvidedGrant grant, CancellationToken cancellationToken)
    {
        const string effect = "take away the access of the grant";
        try
        {
            await CallAsync(name, effect, grant, provider => provider.WithdrawAsync(transaction, grant, cancellationToken), cancellationToken);
        }
        catch (ProviderRefusedException refusal)
        {
            throw new ProviderFailedException(name, effect, grant.Id, refusal.Message);
        }
    }

    private async Task CallAsync(string name, string effect, ProvidedGrant grant, Func<IAccessProvider, Task> call, CancellationToken cancellationToken)
    {
        if (Find(name) is not { } provider)
        {
            throw new ProviderFailedException(name, effect, grant.Id, $"there is no such provider; the providers are {Names}");
        }

        try
        {
            await call(provider);
        }
        catch (Exception failure) when (failure is not (DbException or ProviderRefusedException) && !cancellationToken.IsCancellationRequested)
        {
            LogFailed(failure, name, effect, grant.Id);
            throw new ProviderFailedException(name, effect, grant.Id, failure.Message);
        }
    }

    private IAccessProvider? Find(string name) => _providers.FirstOrDefault(provider => provider.Name == name);

    [LoggerMessage(3201, LogLevel.Warning, "The provider {Provider} could not {Effect} {GrantId}")]
    private partial void LogFailed(Exception failure, string provider, string effect, Guid grantId);
}
