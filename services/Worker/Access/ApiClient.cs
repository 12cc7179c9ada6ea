using System.Net;
using System.Text.Json;
using Distribution.Jobs;

namespace Distribution.Worker.Access;

/// <summary>
/// Has a replica of the Api do the effect of a job, under the job's term: each is asked once, until one does. Asking the next after a time-out is safe, because an effect repeated under the same term
/// changes nothing more.
/// </summary>
internal sealed class ApiClient(IHttpClientFactory clients, ApiReplicas replicas)
{
    public const string HttpClient = "api";

    /// <returns>The answer's body.</returns>
    /// <exception cref="JobLostException">A later claim of the job has acted.</exception>
    /// <exception cref="JobFailedForGoodException">The order itself is refused: asking again would not help.</exception>
    /// <exception cref="ApiFailedException">No replica did it.</exception>
    public async Task<JsonElement> PostAsync(string path, JobTerm term, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        foreach (var replica in replicas.InOrder())
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(WorkerDefaults.TryTimeout);
                using var http = clients.CreateClient(HttpClient);
                using var answer = await http.PostAsJsonAsync(new Uri(replica, path), new TermOrder(term.Lease, term.Number), WorkerJson.Default.TermOrder, limit.Token);
                if (answer.IsSuccessStatusCode)
                {
                    replicas.Prefer(replica);
                    return await answer.Content.ReadFromJsonAsync(WorkerJson.Default.JsonElement, limit.Token);
                }

                failures.Add($"{replica.Authority} {await RefusalAsync(answer, path, term, limit.Token)}");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add($"{replica.Authority} gave no answer within {WorkerDefaults.TryTimeout.TotalSeconds} s");
            }
            catch (Exception failure) when (failure is HttpRequestException or JsonException or IOException || failure.GetType().Namespace == "Distribution.Tokens")
            {
                failures.Add($"{replica.Authority} {failure.Message}");
            }
        }

        throw new ApiFailedException(failures.Count == 0
            ? $"POST {path} was not done: no replica of '{WorkerDefaults.Api}' is known, set services__{WorkerDefaults.Api}-1__http__0 to http://HOST:PORT"
            : $"POST {path} was not done by any replica: {string.Join("; ", failures)}");
    }

    private static async Task<string> RefusalAsync(HttpResponseMessage answer, string path, JobTerm term, CancellationToken cancellationToken)
    {
        var (type, detail) = await ProblemAsync(answer, cancellationToken);
        switch (answer.StatusCode)
        {
            case HttpStatusCode.Conflict when type.EndsWith("old-term", StringComparison.Ordinal):
                throw new JobLostException(term);
            case HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity:
                throw new JobFailedForGoodException($"POST {path} was refused with {(int)answer.StatusCode} {type}: {detail}");
            default:
                return $"answered {(int)answer.StatusCode} {type}: {detail}";
        }
    }

    private static async Task<(string Type, string Detail)> ProblemAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync(WorkerJson.Default.JsonElement, cancellationToken);
            return (Text(problem, "type"), Text(problem, "detail"));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return ("", "no problem said why");
        }
    }

    private static string Text(JsonElement problem, string member) =>
        problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
