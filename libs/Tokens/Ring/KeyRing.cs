using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Tokens;

/// <summary>
/// The keys that this process verifies with. It begins with those of its file, then asks Identity each period, and at once for a key that it does not know, though not more often than
/// <see cref="KeyRingDefaults.LookInterval"/>: who has an unknown key sooner waits for the next look, all together. An answer replaces what was known; no answer changes nothing, so that tokens go on verifying while Identity and every database are out. Withdrawn is withdrawn:
/// a replica that has not heard of it does not bring a key back. Without an address of Identity the file is all there is, and is read again instead.
/// </summary>
public sealed class KeyRing : BackgroundService, IVerificationKeys
{
    private const int SilentAtStart = 1;
    private const int Silent = 2;

    private readonly IdentityClient _identity;
    private readonly KeyFile _file;
    private readonly TimeProvider _time;
    private readonly ILogger<KeyRing> _logger;
    private readonly SemaphoreSlim _looking = new(1, 1);
    private volatile KnownKeys _keys = KnownKeys.None;
    private KnownKeys? _kept;
    private long _looked;
    private long _answered;
    private int _silent;

    internal KeyRing(IdentityClient identity, KeyFile file, TimeProvider time, ILogger<KeyRing> logger)
    {
        _identity = identity;
        _file = file;
        _time = time;
        _logger = logger;
        _looked = time.GetTimestamp() - (time.TimestampFrequency * 60);
        _answered = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public bool AreKnown => !_keys.IsEmpty;

    /// <summary>How long ago Identity, or the file in its place, last answered.</summary>
    public TimeSpan Age => _time.GetElapsedTime(Volatile.Read(ref _answered));

    /// <inheritdoc/>
    public VerificationKey? Find(string keyId) => _keys.Find(keyId);

    /// <inheritdoc/>
    public bool IsWithdrawn(string keyId) => _keys.Withdrawn.Contains(keyId);

    /// <inheritdoc/>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var asked = _time.GetTimestamp();
        await _looking.WaitAsync(cancellationToken);
        try
        {
            if (Volatile.Read(ref _looked) >= asked)
            {
                return;
            }

            var early = KeyRingDefaults.LookInterval - _time.GetElapsedTime(Volatile.Read(ref _looked));
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, _time, cancellationToken);
            }

            await LookAsync(cancellationToken);
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (_file.Read() is { } kept)
        {
            (_keys, _kept) = (kept, kept);
            KeyRingLog.Kept(_logger, kept.Published.Keys.Count, _file.Path);
        }
        else if (!_identity.HasReplicas)
        {
            throw new InvalidOperationException($"There is nothing to verify tokens with: set services__identity-1__http__0 to http://HOST:PORT, or Tokens__KeysFile to a file with a key set ({_file.Path} does not exist).");
        }

        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _looking.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookInTurnAsync(stoppingToken);
            await Task.Delay(AreKnown ? KeyRingDefaults.Period : KeyRingDefaults.FirstPeriod, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookInTurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _looking.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            await LookAsync(cancellationToken);
        }
        finally
        {
            _looking.Release();
        }
    }

    // Its begin counts: what was published after that may not be in the answer.
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _looked, _time.GetTimestamp());
        try
        {
            if (_identity.HasReplicas)
            {
                await AskAsync(cancellationToken);
            }
            else if (_file.Read() is { } kept)
            {
                _keys = kept;
            }

            Volatile.Write(ref _answered, _time.GetTimestamp());
            if (Interlocked.Exchange(ref _silent, 0) == Silent)
            {
                KeyRingLog.AnsweredAgain(_logger);
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or FormatException or IOException or UnauthorizedAccessException)
        {
            NoteSilence(failure.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // the caller, or the process, goes
        }
    }

    private void NoteSilence(string reason)
    {
        var silence = !AreKnown && Age < TokenDefaults.StartPatience ? SilentAtStart : Silent;
        if (Interlocked.Exchange(ref _silent, silence) == silence)
        {
            return;
        }

        if (silence == SilentAtStart)
        {
            KeyRingLog.NotYetAnswered(_logger, reason);
        }
        else
        {
            KeyRingLog.NotAnswered(_logger, reason);
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var revoked = await _identity.GetAsync(KeyPaths.Revoked, cancellationToken);
        var published = await _identity.GetAsync(KeyPaths.Published, cancellationToken);
        var before = _keys;
        var after = KnownKeys.From(JsonWebKeySet.Parse(published), RevokedKeys.Parse(revoked).KeyIds.Union(before.Withdrawn));
        if (after.IsEmpty)
        {
            throw new FormatException("Identity published a key set without a key of ours; the known ones stay.");
        }

        if (!after.IsSameAs(before))
        {
            _keys = after;
            KeyRingLog.Changed(_logger, after.Published.Keys.Count, after.Withdrawn.Count);
        }

        if (_kept is null || !after.IsSameAs(_kept))
        {
            _file.Write(after);
            _kept = after;
        }
    }
}
