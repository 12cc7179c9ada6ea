using System.Collections.Concurrent;
using Distribution.ServiceDefaults.Drain;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Distribution.ServiceDefaults.Health;

/// <remarks>
/// HealthCheckService only cancels a check that is late; a check that does not look at its token would hold the probe.
/// Here the late one is reported as such and left behind.
/// </remarks>
internal sealed class Readiness(
    IOptions<HealthCheckServiceOptions> options,
    IServiceScopeFactory scopes,
    DrainState drain,
    TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (CheckReport Report, long At)> _good = new(StringComparer.Ordinal);

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

        var started = time.GetTimestamp();
        var result = await ResultAsync(registration, cancellationToken);
        var elapsed = time.GetElapsedTime(started).TotalMilliseconds;
        var report = new CheckReport(registration.Name, result.Status.ToString(), Math.Round(elapsed, 1), result.Description);
        if (result.Status == HealthStatus.Healthy)
        {
            _good[registration.Name] = (report, started);
        }

        return report;
    }

    private async Task<HealthCheckResult> ResultAsync(HealthCheckRegistration registration, CancellationToken cancellationToken)
    {
        var timeout = registration.Timeout > TimeSpan.Zero && registration.Timeout < ReadinessDefaults.CheckTimeout
            ? registration.Timeout
            : ReadinessDefaults.CheckTimeout;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var check = Task.Run(() => CheckAsync(registration, late.Token), CancellationToken.None);
        try
        {
            return await check.WaitAsync(timeout, time, cancellationToken);
        }
        catch (TimeoutException) when (!check.IsCompleted)
        {
            await late.CancelAsync();
            return new(registration.FailureStatus, $"gave no answer within {timeout.TotalMilliseconds:0} ms");
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
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
