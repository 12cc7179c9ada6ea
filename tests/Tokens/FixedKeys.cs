namespace Distribution.Tokens.Tests;

/// <summary>Keys that a test sets.</summary>
internal sealed class FixedKeys(params JsonWebKey[] keys) : IVerificationKeys
{
    private KnownKeys _known = KnownKeys.From(new(keys), []);

    public bool AreKnown => !_known.IsEmpty;

    public void Withdraw(string keyId) => _known = KnownKeys.From(_known.Published, [.. _known.Withdrawn, keyId]);

    public void Publish(params JsonWebKey[] keys) => _known = KnownKeys.From(new(keys), _known.Withdrawn);

    public VerificationKey? Find(string keyId) => _known.Find(keyId);

    public bool IsWithdrawn(string keyId) => _known.Withdrawn.Contains(keyId);

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
