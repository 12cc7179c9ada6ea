using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Distribution.Engine.Dcp;

/// <summary>Speaks to DCP's API.</summary>
internal sealed class DcpClient : IDisposable
{
    private static readonly MediaTypeHeaderValue MergePatch = new("application/merge-patch+json");

    // Until the headers of an answer, so that it does not end a watch. DCP answers within milliseconds, on a machine that is not overloaded.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private long _patches;

    public DcpClient(DcpKubeconfig kubeconfig, DcpCertificate certificate)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => certificate.Matches(shown);
        _http = new HttpClient(handler)
        {
            BaseAddress = kubeconfig.Server,

            // One connection, one handshake, also for the watch.
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Timeout = Patience,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", kubeconfig.Token);
    }

    /// <summary>Whether the API answers.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendAsync(HttpMethod.Get, DcpApi.Executables, content: null, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (DcpException)
        {
            return false;
        }
    }

    /// <exception cref="DcpException">DCP refused, with its reason, or does not answer.</exception>
    public async Task CreateAsync(DcpExecutable executable, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(executable, DcpJson.Default.DcpExecutable);
        using var response = await SendAsync(HttpMethod.Post, DcpApi.Executables, content, cancellationToken);
        await EnsureAsync(response, "create", executable.Metadata.Name, cancellationToken);
    }

    /// <summary>The executable, or null when there is none of that name.</summary>
    /// <exception cref="DcpException">DCP refused, or does not answer.</exception>
    public async Task<DcpExecutable?> GetAsync(string name, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, PathOf(name), content: null, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        await EnsureAsync(response, "read", name, cancellationToken);
        return await response.Content.ReadFromJsonAsync(DcpJson.Default.DcpExecutable, cancellationToken);
    }

    /// <summary>
    /// Makes DCP look at an executable now. It reports the end of a process up to 0.5 s late by itself, and within 5 ms when its object changes: this changes an annotation that means nothing.
    /// </summary>
    /// <returns>False when there is none of that name.</returns>
    /// <exception cref="DcpException">DCP refused, or does not answer.</exception>
    public async Task<bool> LookNowAsync(string name, CancellationToken cancellationToken)
    {
        var patch = $$"""{"metadata":{"annotations":{"distribution/look":"{{Interlocked.Increment(ref _patches)}}"} } }""";
        using var content = new StringContent(patch, Encoding.UTF8, MergePatch);
        using var response = await SendAsync(HttpMethod.Patch, PathOf(name), content, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        await EnsureAsync(response, "patch", name, cancellationToken);
        return true;
    }

    /// <summary>Deletes an executable with its output files; DCP ends its process if it still runs. None of that name is no error.</summary>
    /// <exception cref="DcpException">DCP refused, or does not answer.</exception>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Delete, PathOf(name), content: null, cancellationToken);
        if (response.StatusCode != HttpStatusCode.NotFound)
        {
            await EnsureAsync(response, "delete", name, cancellationToken);
        }
    }

    /// <summary>All executables as they are, then every change, until DCP ends the stream.</summary>
    /// <exception cref="DcpException">DCP refused, or does not answer.</exception>
    /// <exception cref="IOException">The stream broke.</exception>
    public async IAsyncEnumerable<DcpEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, $"{DcpApi.Executables}?watch=true", content: null, cancellationToken);
        await EnsureAsync(response, "watch", "all", cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (JsonSerializer.Deserialize(line, DcpJson.Default.DcpEvent) is { Type: DcpEvent.Added or DcpEvent.Modified or DcpEvent.Deleted } change)
            {
                yield return change;
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private static string PathOf(string name) => $"{DcpApi.Executables}/{name}";

    private static async Task EnsureAsync(HttpResponseMessage response, string verb, string name, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new DcpException($"DCP refused to {verb} executable '{name}': {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content, Version = _http.DefaultRequestVersion, VersionPolicy = _http.DefaultVersionPolicy };
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new DcpException($"DCP cannot be reached ({method} {path}): {failure.Message}", failure);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DcpException($"DCP did not answer {method} {path} within {Patience.TotalSeconds:0} s.", late);
        }
    }
}
