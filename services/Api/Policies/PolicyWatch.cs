using System.Globalization;
using Distribution.Api.Caching;
using Microsoft.Extensions.Options;

namespace Distribution.Api.Policies;

/// <summary>Keeps the <see cref="PolicyBook"/> up to date: at once by announcement, and by a look at the database now and then without.</summary>
internal sealed partial class PolicyWatch(
    PolicyBook book,
    IHotCache cache,
    IOptions<PolicyOptions> options,
    TimeProvider time,
    ILogger<PolicyWatch> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(PollAsync(stoppingToken), cache.SubscribeAsync(PolicyDefaults.Channel, message => HeardAsync(message, stoppingToken), stoppingToken));

    private async Task PollAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Poll, time);
        do
        {
            await TryAsync("poll", book.RefreshAsync, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private Task HeardAsync(string? message, CancellationToken stoppingToken)
        => long.TryParse(message, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? TryAsync("announcement", cancellationToken => book.LearnAsync(version, cancellationToken), stoppingToken)
            : TryAsync("subscription", book.RefreshAsync, stoppingToken);

    private async Task TryAsync(string occasion, Func<CancellationToken, Task<PolicySet>> look, CancellationToken stoppingToken)
    {
        try
        {
            var set = await look(stoppingToken);
            LogCurrent(set.Version, set.Policies.Count, occasion);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(occasion, failure.Message);
        }
    }

    [LoggerMessage(3001, LogLevel.Debug, "Policies are at version {Version} ({Count}), after a look by {Occasion}")]
    private partial void LogCurrent(long version, int count, string occasion);

    [LoggerMessage(3002, LogLevel.Warning, "Policies could not be looked at by {Occasion}: {Reason} The next poll tries again")]
    private partial void LogFailed(string occasion, string reason);
}
