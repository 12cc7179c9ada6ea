using Distribution.Tokens;

namespace Distribution.Identity.Keys;

/// <summary>
/// The keys of this replica: signs with the current one, publishes and verifies with all. What another replica changes in the folder is seen at the next use. While the folder cannot be read, what was
/// read last goes on.
/// </summary>
internal sealed class KeyStore(IKeySource source, TimeProvider time, ILogger<KeyStore> logger) : IVerificationKeys, IDisposable
{
    private readonly Lock _reading = new();
    private readonly SemaphoreSlim _changing = new(1, 1);
    private volatile LoadedKeys? _loaded;

    public bool AreKnown => true;

    /// <summary>Whether the keys are this service's own to change.</summary>
    public bool AreOwn => source is KeyFolder;

    public KeyLedger Ledger => Loaded.Ledger;

    /// <summary>Signs with the current key.</summary>
    public TokenSigner Signer => Loaded.Signer;

    private LoadedKeys Loaded
    {
        get
        {
            var loaded = _loaded ?? throw new InvalidOperationException("The keys are not open yet.");
            return source.Version == loaded.Version ? loaded : Reload(loaded);
        }
    }

    public VerificationKey? Find(string keyId) => Loaded.Find(keyId);

    public bool IsWithdrawn(string keyId) => Loaded.Ledger.Find(keyId) is { State: KeyState.Withdrawn };

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reads the keys; makes the first ones where there are none.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (source is not KeyFolder folder)
        {
            _loaded = Read();
            return;
        }

        using var locked = await folder.LockAsync(time, cancellationToken);
        if (folder.ReadLedger() is null)
        {
            using var current = SigningKey.Create();
            using var next = SigningKey.Create();
            folder.WriteKey(current);
            folder.WriteKey(next);
            folder.WriteLedger(KeyLedger.Begin(current.ToJwk(), next.ToJwk(), time.GetUtcNow()));
            KeyLog.Begun(logger, current.KeyId);
        }

        _loaded = Read();
    }

    /// <summary>Changes the ledger; <paramref name="change"/> gets what there is and a fresh key that it may publish.</summary>
    /// <returns>What there is then.</returns>
    /// <exception cref="GivenKeysException">They are somebody else's to change.</exception>
    public async Task<KeyLedger> ChangeAsync(Func<KeyLedger, JsonWebKey, KeyLedger> change, CancellationToken cancellationToken)
    {
        var folder = source as KeyFolder ?? throw new GivenKeysException();
        await _changing.WaitAsync(cancellationToken);
        try
        {
            using var locked = await folder.LockAsync(time, cancellationToken);
            using var fresh = SigningKey.Create();
            var before = folder.ReadLedger() ?? throw new InvalidOperationException("The ledger of keys has vanished: restore it, or restart this service to begin with new keys.");
            var after = change(before, fresh.ToJwk());
            if (after == before)
            {
                return before;
            }

            if (after.Find(fresh.KeyId) is not null)
            {
                folder.WriteKey(fresh);
            }

            folder.WriteLedger(after);
            lock (_reading)
            {
                _loaded = Read();
            }

            return after;
        }
        finally
        {
            _changing.Release();
        }
    }

    public void Dispose() => _changing.Dispose();

    private LoadedKeys Reload(LoadedKeys loaded)
    {
        lock (_reading)
        {
            if (_loaded is { } newer && newer != loaded)
            {
                return newer;
            }

            try
            {
                var read = Read();
                _loaded = read;
                return read;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException or FormatException)
            {
                KeyLog.NotRead(logger, failure.Message);
                return loaded;
            }
        }
    }

    // The version is taken first: a change in between shows as a newer one. Replaced signers are left to the collector, as somebody may be signing.
    private LoadedKeys Read()
    {
        var version = source.Version;
        var ledger = source.ReadLedger() ?? throw new InvalidOperationException("The ledger of keys has vanished.");
        return new(version, ledger, new(source.ReadKey(ledger.Current.KeyId), time));
    }
}
