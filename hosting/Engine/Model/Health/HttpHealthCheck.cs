using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Engine.Model;

internal sealed class HttpHealthCheck(HealthCheckHttp http, EndpointReference endpoint, string path, int expected) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!endpoint.IsAllocated)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"Endpoint '{endpoint.EndpointName}' has no address yet.");
        }

        var address = new Uri(new Uri(endpoint.Url), path);
        try
        {
            var status = await http.StatusOfAsync(address, cancellationToken);
            return status == expected
                ? HealthCheckResult.Healthy($"GET {address} answered {status}.")
                : new HealthCheckResult(context.Registration.FailureStatus, $"GET {address} answered {status} instead of {expected}.");
        }
        catch (HttpRequestException error)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"GET {address} failed: {error.Message}");
        }
    }
}
