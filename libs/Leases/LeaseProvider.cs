using Distribution.Leases.Holding;
using Microsoft.Extensions.Logging;

namespace Distribution.Leases;

/// <summary>Grants leases from a store, and keeps them by renewing them.</summary>
/// <remarks>
/// <para>
/// A lease is a row with a holder, a term and an end. Free (no holder, or the end has passed by the store's clock) → Held: the term grows by one, the end is now
/// plus the ttl. Held → Held: the holder renews before the end. Held → Free: the holder releases it, or the end passes.
/// </para>
/// <para>
/// The holder counts the ttl from before it asked, on its own monotonic clock, and gives up a safety margin early: so it stops before the store lets another one in,
/// whatever the two wall clocks say. What this does not give: a process that is frozen between looking and writing does not notice. Its writes carry
/// its term, and the database that they go to refuses them once a higher one has been seen there.
/// </para>
/// <para>
/// Two things can bring two holders at once for up to a ttl, none of them two writers: the store's own clock jumping ahead, or a store that lost
/// a renewal it had acknowledged.
/// </para>
/// </remarks>
public sealed class LeaseProvider : ILeaseProvider
{
    private readonly ILeaseStore _store;
    private readonly LeaseOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Makes a provider over a store.</summary>
    /// <exception cref="ArgumentException">The times of the options contradict each other.</exception>
    public LeaseProvider(ILeaseStore store, ILogger<LeaseProvider> logger, LeaseOptions? options = null, TimeProvider? time = null)
    {
        _store = store;
        _logger = logger;
        _options = options ?? new LeaseOptions();
        _options.Validate();
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public async Task<ILease?> TryAcquireAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            return (await AskAsync(name, cancellationToken)).Lease;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LeaseStoreException($"Lease '{name}' could not be asked for: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public async Task<ILease> AcquireAsync(string name, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var pause = LeaseDefaults.RetryAfter;
            try
            {
                var (lease, freeIn) = await AskAsync(name, cancellationToken);
                if (lease is not null)
                {
                    return lease;
                }

                pause = freeIn < _options.PollEvery ? freeIn : Jitter.Around(_options.PollEvery);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LeaseLog.NotAsked(_logger, name, failure.Message);
            }

            await Task.Delay(pause, _time, cancellationToken);
        }
    }

    private async Task<(ILease? Lease, TimeSpan FreeIn)> AskAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var holder = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
        var asked = _time.GetTimestamp();
        var answering = _store.TryAcquireAsync(name, holder, _options.Ttl, cancellationToken);
        LeaseAnswer answer;
        try
        {
            answer = await answering.WaitAsync(_options.CallTimeout, _time, cancellationToken);
        }
        catch
        {
            _ = ReleaseWhenGrantedAsync(answering, holder);
            throw;
        }

        if (answer.Granted is not { } term)
        {
            return (null, answer.FreeIn);
        }

        LeaseLog.Acquired(_logger, term);
        return (new HeldLease(_store, term, holder, asked, _options, _time, _logger), default);
    }

    /// <summary>A grant that came too late belongs to nobody: without this, it would keep the others out until it ends.</summary>
    private async Task ReleaseWhenGrantedAsync(Task<LeaseAnswer> answering, string holder)
    {
        try
        {
            if ((await answering).Granted is { } term)
            {
                await _store.ReleaseAsync(term, holder, CancellationToken.None);
            }
        }
        catch (Exception)
        {
            // Not granted after all; or granted, and it ends by itself.
        }
    }
}
