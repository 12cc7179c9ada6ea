using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Model;

/// <summary>Runs one check again and again. One that hangs is reported after its time-out and not started a second time beside itself.</summary>
internal sealed partial class HealthCheckLoop(HealthCheckRegistration registration, IServiceProvider services, TimeProvider time, ILogger logger)
{
    private readonly TimeSpan timeout = registration.Timeout > TimeSpan.Zero ? registration.Timeout : HealthDefaults.Timeout;

    public async Task RunAsync(Func<HealthReportSnapshot, Task> report, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var began = time.GetTimestamp();
                var status = await OnceAsync(report, cancellationToken);
                var pause = (status == HealthStatus.Healthy ? HealthDefaults.Period : HealthDefaults.PeriodUntilHealthy) - time.GetElapsedTime(began);
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, time, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            Ended(logger, error, registration.Name);
        }
    }

    private async Task<HealthStatus?> OnceAsync(Func<HealthReportSnapshot, Task> report, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var check = CheckAsync(given.Token);
            var result = await ResultAsync(check, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            await report(result);
            await check.WaitAsync(cancellationToken);
            return result.Status;
        }
        finally
        {
            // Disposed before it was told, a linked source would never tell the check.
            await given.CancelAsync();
        }
    }

    private async Task<HealthReportSnapshot> ResultAsync(Task<HealthCheckResult> check, CancellationToken cancellationToken)
    {
        try
        {
            var result = await check.WaitAsync(timeout, time, cancellationToken);
            return Report(result.Status, result.Description, result.Exception);
        }
        catch (TimeoutException)
        {
            return Report(HealthStatus.Unhealthy, $"No answer within {timeout.TotalSeconds:0.###} s.", error: null);
        }
    }

    private async Task<HealthCheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            await using var scope = services.CreateAsyncScope();
            var check = registration.Factory(scope.ServiceProvider);
            return await check.CheckHealthAsync(new HealthCheckContext { Registration = registration }, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(registration.FailureStatus, $"No answer within {timeout.TotalSeconds:0.###} s.");
        }
        catch (Exception error)
        {
            return new HealthCheckResult(registration.FailureStatus, error.Message, error);
        }
    }

    private HealthReportSnapshot Report(HealthStatus status, string? description, Exception? error) =>
        new(registration.Name, status, description, error?.ToString()) { LastRunAt = time.GetUtcNow().UtcDateTime };

    [LoggerMessage(1410, LogLevel.Error, "Health check '{Check}' is not run any more.")]
    private static partial void Ended(ILogger logger, Exception error, string check);
}
