using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Distribution.Tokens;

/// <summary>Asks the replicas of Identity, each once, until one answers. Not traced: it goes on by itself all the time.</summary>
internal sealed class IdentityClient(IdentityReplicas replicas, TimeProvider time, IssuerTime issuerTime) : IDisposable
{
    private const int LargestAnswer = 256 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ConnectTimeout = KeyRingDefaults.ConnectTimeout,
        UseProxy = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    public bool HasReplicas => replicas.Count > 0;

    public Task<string> GetAsync(string path, CancellationToken cancellationToken) =>
        AskAsync(replica => new(HttpMethod.Get, new Uri(replica, path)), cancellationToken);

    public async Task<T> PostAsync<T>(string path, IReadOnlyDictionary<string, string> form, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
    {
        var text = await AskAsync(replica => new(HttpMethod.Post, new Uri(replica, path)) { Content = new FormUrlEncodedContent(form) }, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(text, answer) ?? throw new IdentityUnavailableException($"Identity answered {path} with null.");
        }
        catch (JsonException failure)
        {
            throw new IdentityUnavailableException($"Identity answered {path} with something else than expected: {failure.Message}", failure);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> AskAsync(Func<Uri, HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        foreach (var replica in replicas.InOrder())
        {
            using var limit = new CancellationTokenSource(KeyRingDefaults.TryTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                using var message = request(replica);
                using var answer = await _http.SendAsync(message, either.Token);
                if (answer.IsSuccessStatusCode)
                {
                    replicas.Prefer(replica);
                    if (answer.Headers.Date is { } date)
                    {
                        issuerTime.Learn(date);
                    }

                    return await answer.Content.ReadAsStringAsync(either.Token);
                }

                failures.Add($"{replica} answered {(int)answer.StatusCode}");
            }
            catch (HttpRequestException failure)
            {
                failures.Add($"{replica}: {failure.Message}");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add($"{replica} did not answer within {KeyRingDefaults.TryTimeout.TotalSeconds:0.#} s");
            }
        }

        throw new IdentityUnavailableException(failures.Count > 0 ? string.Join("; ", failures) : "No replica of 'identity' is known: set services__identity-1__http__0 to http://HOST:PORT.");
    }
}
