namespace Distribution.Tokens;

/// <summary>This service's own token.</summary>
public interface IServiceTokens
{
    /// <summary>A token that still lives.</summary>
    /// <exception cref="IdentityUnavailableException">There is none, and Identity gives none.</exception>
    ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>Gets another token in place of one that was refused; rate-limited.</summary>
    /// <returns>True when there is another one.</returns>
    Task<bool> ReplaceAsync(string refused, CancellationToken cancellationToken);
}
