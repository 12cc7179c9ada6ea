using System.Net;
using System.Text.Json;
using Distribution.Drills.Targets.Deployed;

namespace Distribution.Drills.Targets.Compose;

/// <summary>
/// Docker's HTTP API on its socket. Not the command line: a drill looks ten times a second, and as many starts of a program on the machine that is measured would be seen in what is measured.
/// </summary>
internal sealed class DockerEngine(string socket) : IDisposable
{
    /// <summary>90 s: a stop waits for the container's grace, which is 30 s for a database.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http = UnixSocketHttp.Connect(socket, Patience);

    /// <summary>The socket, as <c>DOCKER_HOST</c> names it.</summary>
    public string Host => $"unix://{socket}";

    /// <summary>The containers that have a label, also those that do not run; what the engine lists of each.</summary>
    /// <exception cref="TargetException">It does not answer.</exception>
    public async Task<JsonElement> ListAsync(string label, CancellationToken cancellationToken)
    {
        var filters = Uri.EscapeDataString(JsonSerializer.Serialize(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["label"] = [label] }));
        return await GetAsync($"containers/json?all=1&filters={filters}", cancellationToken) ?? throw new TargetException($"The engine at {Host} lists no containers.");
    }

    /// <summary>All that the engine knows of a container; null when there is none any more.</summary>
    /// <exception cref="TargetException">It does not answer.</exception>
    public Task<JsonElement?> InspectAsync(string id, CancellationToken cancellationToken) => GetAsync($"containers/{id}/json", cancellationToken);

    /// <summary>Tells the engine to <c>kill</c>, <c>pause</c>, <c>unpause</c>, <c>stop</c> or <c>start</c> a container, and waits until that is done.</summary>
    /// <exception cref="TargetException">It was not done.</exception>
    public async Task TellAsync(string id, string verb, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(() => _http.PostAsync($"containers/{id}/{verb}", content: null, cancellationToken), cancellationToken);

        // 304: it is so already.
        if (!answer.IsSuccessStatusCode && answer.StatusCode != HttpStatusCode.NotModified)
        {
            throw new TargetException($"The engine did not {verb} container {id[..12]}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    /// <summary>What a container has written since a moment, each line with the time before it.</summary>
    public async Task<IReadOnlyList<string>> LogAsync(string id, DateTimeOffset since, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(() => _http.GetAsync($"containers/{id}/logs?stdout=1&stderr=1&timestamps=1&since={since.ToUnixTimeSeconds()}", cancellationToken), cancellationToken);
        return answer.IsSuccessStatusCode ? DockerLog.Lines(await answer.Content.ReadAsByteArrayAsync(cancellationToken)) : [];
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement?> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(() => _http.GetAsync(path, cancellationToken), cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(body).RootElement : throw new TargetException($"The engine at {Host} answered {(int)answer.StatusCode}: {body}");
    }

    private async Task<HttpResponseMessage> AskAsync(Func<Task<HttpResponseMessage>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new TargetException($"The engine at {Host} does not answer: {failure.Message}", failure);
        }
    }
}
