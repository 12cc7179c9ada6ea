using System.Text.Json;
using Distribution.Jobs;

namespace Distribution.Worker.Access;

/// <summary>
/// Has the Api do what time drives, again at once while it says that there is more. One such job waits or runs at a time: while no replica answers it is tried again each moment, and the scheduler
/// enqueues no other.
/// </summary>
/// <param name="kind">The kind.</param>
/// <param name="path">Where.</param>
/// <param name="api">The Api.</param>
internal sealed class PeriodicHandler(string kind, string path, ApiClient api) : IJobHandler
{
    public string Kind => kind;

    public async Task RunAsync(RunningJob job, CancellationToken cancellationToken)
    {
        try
        {
            while (HasMore(await api.PostAsync(path, job.Term, cancellationToken)))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (ApiFailedException failure)
        {
            throw new JobRetryException(WorkerDefaults.SweepRetry, failure.Message, failure);
        }
    }

    private static bool HasMore(JsonElement answer) => answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("more", out var more) && more.ValueKind == JsonValueKind.True;
}
