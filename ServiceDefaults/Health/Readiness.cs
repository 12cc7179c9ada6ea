using System.Collections.Concurrent;
using Distribution.ServiceDefaults.Drain;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Distribution.ServiceDefaults.Health;

/// <remarks>
/// HealthCheckService only cancels a check that is late; a check that does not look at its token would hold the probe.
/// Here the late one is reported as such and left behind. Who asks while a check is under way gets its answer: each gateway and the node ask for themselves, and what is late already is not made faster by more questions.
/// </remarks>
internal sealed class Readiness(
    IOptions<HealthCheckServiceOptions> options,
    IServiceScopeFactory scopes,
    DrainState drain,
    TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (CheckReport Report, long At)> _good = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<CheckReport>>> _asked = new(StringComparer.Ordinal);

    public async Task<ReadinessReport> AskAsync(CancellationToken cancellationToken)
    {
        if (drain.IsDraining)
        {
            return new(ReadinessReport.Draining, []);
        }

        var checks = await Task.WhenAll(options.Value.Registrations
            .Where(registration => registration.Tags.Contains(ReadinessDefaults.Tag))
            .Select(registration => AskAsync(registration, cancellationToken)));
        var ready = checks.All(check => check.Status != nameof(HealthStatus.Unhealthy));
        return new(ready ? ReadinessReport.Ready : ReadinessReport.NotReady, checks);
    }

    private async Task<CheckReport> AskAsync(HealthCheckRegistration registration, CancellationToken cancellationToken)
    {
        if (_good.TryGetValue(registration.Name, out var last) && time.GetElapsedTime(last.At) < ReadinessDefaults.GoodFor)
        {
            return last.Report;
        }

        var question = _asked.GetOrAdd(registration.Name, _ => new(() => AskOnceAsync(registration)));
        return await question.Value.WaitAsync(cancellationToken);
    }

    private async Task<CheckReport> AskOnceAsync(HealthCheckRegistration registration)
    {
        var started = time.GetTimestamp();
        var result = await ResultAsync(registration);
        var elapsed = time.GetElapsedTime(started).TotalMilliseconds;
        var report = new CheckReport(registration.Name, result.Status.ToString(), Math.Round(elapsed, 1), result.Description);
        if (result.Status == HealthStatus.Healthy)
        {
            _good[registration.Name] = (report, started);
        }

        _asked.TryRemove(registration.Name, out _);
        return report;
    }

    private async Task<HealthCheckResult> ResultAsync(HealthCheckRegistration registration)
    {
        var timeout = registration.Timeout > TimeSpan.Zero && registration.Timeout < ReadinessDefaults.CheckTimeout
            ? registration.Timeout
            : ReadinessDefaults.CheckTimeout;
        using var late = new CancellationTokenSource();
        var check = Task.Run(() => CheckAsync(registration, late.Token), CancellationToken.None);
        try
        {
            return await check.WaitAsync(timeout, time, CancellationToken.None);
        }
        catch (TimeoutException) when (!check.IsCompleted)
        {
            await late.CancelAsync();
            return new(registration.FailureStatus, $"gave no answer within {timeout.TotalMilliseconds:0} ms");
        }
        catch (Exception failure)
        {
            return new(registration.FailureStatus, $"{failure.GetType().Name}: {failure.Message}");
        }
    }

    private async Task<HealthCheckResult> CheckAsync(HealthCheckRegistration registration, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var check = registration.Factory(scope.ServiceProvider);
        return await check.CheckHealthAsync(new() { Registration = registration }, cancellationToken);
    }
}
