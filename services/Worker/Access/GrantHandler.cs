using System.Text.Json;
using Distribution.Jobs;

namespace Distribution.Worker.Access;

/// <summary>Has a grant given or taken: the effect and the check of the job's term share a transaction of the Api.</summary>
/// <param name="verb"><c>provision</c> or <c>withdraw</c>.</param>
/// <param name="api">The Api.</param>
internal sealed class GrantHandler(string verb, ApiClient api) : IJobHandler
{
    public string Kind => $"access.{verb}";

    public Task RunAsync(RunningJob job, CancellationToken cancellationToken) => api.PostAsync($"/internal/grants/{Grant(job)}/{verb}", job.Term, cancellationToken);

    private static Guid Grant(RunningJob job)
    {
        using var payload = JsonDocument.Parse(job.Payload);
        return payload.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("grantId", out var value) && value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var grant)
            ? grant
            : throw new JobFailedForGoodException($"The payload of a job of kind {job.Kind} must name the grant: {{\"grantId\":\"ID\"}}.");
    }
}
