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
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", kubeconfig.Token);
    }

    /// <summary>Whether the API answers.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(DcpApi.Executables, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <exception cref="DcpException">DCP refused; the message says why.</exception>
    public async Task CreateAsync(DcpExecutable executable, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync(DcpApi.Executables, executable, DcpJson.Default.DcpExecutable, cancellationToken);
        await EnsureAsync(response, "create", executable.Metadata.Name, cancellationToken);
    }

    /// <summary>The executable, or null when there is none of that name.</summary>
    /// <exception cref="DcpException">DCP refused.</exception>
    public async Task<DcpExecutable?> GetAsync(string name, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(PathOf(name), cancellationToken);
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
    /// <exception cref="DcpException">DCP refused.</exception>
    public async Task<bool> LookNowAsync(string name, CancellationToken cancellationToken)
    {
        var patch = $$"""{"metadata":{"annotations":{"distribution/look":"{{Interlocked.Increment(ref _patches)}}"} } }""";
        using var content = new StringContent(patch, Encoding.UTF8, MergePatch);
        using var response = await _http.PatchAsync(PathOf(name), content, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        await EnsureAsync(response, "patch", name, cancellationToken);
        return true;
    }

    /// <summary>Deletes an executable with its output files; DCP ends its process if it still runs. None of that name is no error.</summary>
    /// <exception cref="DcpException">DCP refused.</exception>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        using var response = await _http.DeleteAsync(PathOf(name), cancellationToken);
        if (response.StatusCode != HttpStatusCode.NotFound)
        {
            await EnsureAsync(response, "delete", name, cancellationToken);
        }
    }

    /// <summary>All executables as they are, then every change, until DCP ends the stream.</summary>
    public async IAsyncEnumerable<DcpEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync($"{DcpApi.Executables}?watch=true", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await EnsureAsync(response, "watch", "all", cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (JsonSerializer.Deserialize(line, DcpJson.Default.DcpEvent) is { } change)
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
}
