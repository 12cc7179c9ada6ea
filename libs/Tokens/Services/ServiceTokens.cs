using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Tokens;

/// <summary>
/// Holds this service's token. It is fetched at start, without waiting for it, and renewed at half of its life; while Identity is out the held one is given as long as it lives, and renewal is tried again
/// with growing pauses. Only who asks while there is none that lives waits for Identity, all together for one answer.
/// </summary>
public sealed class ServiceTokens : BackgroundService, IServiceTokens
{
    private readonly Func<CancellationToken, Task<TokenAnswer>> _fetch;
    private readonly TimeProvider _time;
    private readonly ILogger<ServiceTokens> _logger;
    private readonly SemaphoreSlim _fetching = new(1, 1);
    private readonly long _began;
    private volatile HeldToken? _held;
    private FailedFetch? _failed;
    private long _replaced;

    internal ServiceTokens(Func<CancellationToken, Task<TokenAnswer>> fetch, TimeProvider time, ILogger<ServiceTokens> logger)
    {
        _fetch = fetch;
        _time = time;
        _logger = logger;
        _began = time.GetTimestamp();
        _replaced = _began - (time.TimestampFrequency * 60);
    }

    /// <inheritdoc/>
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken) =>
        _held is { } held && held.Lives(_time) ? held.Text : (await FetchAsync(held => held is null || !held.Lives(_time), cancellationToken)).Text;

    /// <inheritdoc/>
    public async Task<bool> ReplaceAsync(string refused, CancellationToken cancellationToken)
    {
        if (_held?.Text != refused)
        {
            return true;
        }

        if (_time.GetElapsedTime(Volatile.Read(ref _replaced)) < ServiceTokenDefaults.ReplaceInterval)
        {
            return false;
        }

        Volatile.Write(ref _replaced, _time.GetTimestamp());
        try
        {
            return (await FetchAsync(held => held?.Text == refused, cancellationToken)).Text != refused;
        }
        catch (HttpRequestException failure)
        {
            NoteFailure(failure.Message);
            return false;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _fetching.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var pause = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            var due = _held?.UntilRenewal(_time) ?? TimeSpan.Zero;
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            pause = await TryRenewAsync(stoppingToken) ? TimeSpan.Zero : Next(pause);
            await Task.Delay(pause, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TimeSpan Next(TimeSpan pause) =>
        pause == TimeSpan.Zero ? ServiceTokenDefaults.RetryDelay
        : pause * 2 < ServiceTokenDefaults.LongestRetryDelay ? pause * 2
        : ServiceTokenDefaults.LongestRetryDelay;

    private async Task<bool> TryRenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FetchAsync(held => held is null || held.UntilRenewal(_time) <= TimeSpan.Zero, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            NoteFailure(failure.Message);
            return false;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void NoteFailure(string reason)
    {
        if (_held is not null)
        {
            ServiceTokenLog.NotRenewed(_logger, reason);
        }
        else if (_time.GetElapsedTime(_began) < TokenDefaults.StartPatience)
        {
            ServiceTokenLog.NoneYet(_logger, reason);
        }
        else
        {
            ServiceTokenLog.None(_logger, reason);
        }
    }

    private async Task<HeldToken> FetchAsync(Func<HeldToken?, bool> isNeeded, CancellationToken cancellationToken)
    {
        var asked = _time.GetTimestamp();
        await _fetching.WaitAsync(cancellationToken);
        try
        {
            if (!isNeeded(_held))
            {
                return _held!;
            }

            if (_failed is { } failed && failed.Since > asked)
            {
                throw new IdentityUnavailableException(failed.Reason);
            }

            var since = _time.GetTimestamp();
            var answer = await _fetch(cancellationToken);
            var held = new HeldToken(answer.AccessToken, since, TimeSpan.FromSeconds(answer.ExpiresIn));
            _held = held;
            return held;
        }
        catch (HttpRequestException failure) when (_failed is null || _failed.Since <= asked)
        {
            _failed = new(_time.GetTimestamp(), failure.Message);
            throw;
        }
        finally
        {
            _fetching.Release();
        }
    }
}
