using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Distribution.Machine.Network;
using Distribution.Machine.State;

namespace Distribution.Machine.Control;

/// <summary>Talks to a running AppHost over its Unix socket.</summary>
public sealed class ControlClient : IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly StateFolder _folder;
    private readonly HttpClient _http;

    /// <summary>Talks to the topology of a state folder; nothing is sent yet.</summary>
    /// <param name="folder">The folder.</param>
    public ControlClient(StateFolder folder)
    {
        _folder = folder;
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(folder.ControlSocket), cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://apphost"), Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The status, or null when no AppHost answers (yet, or any more).</summary>
    public async Task<TopologyStatus?> TryGetStatusAsync(CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(AnswerTimeout);
        try
        {
            return await _http.GetFromJsonAsync("/status", ControlJson.Default.TopologyStatus, deadline.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>The status as the AppHost gives it.</summary>
    public Task<string> GetStatusJsonAsync(CancellationToken cancellation) => AskAsync(() => _http.GetStringAsync("/status", cancellation));

    /// <summary>Executes a command of a resource, as the dashboard would.</summary>
    public Task<CommandOutcome> ExecuteAsync(string resource, string command, CancellationToken cancellation) => AskAsync(async () =>
    {
        using var answer = await _http.PostAsync($"/resources/{Uri.EscapeDataString(resource)}/commands/{Uri.EscapeDataString(command)}", content: null, cancellation);
        return await answer.Content.ReadFromJsonAsync(ControlJson.Default.CommandOutcome, cancellation) ?? throw new HttpRequestException("an empty answer");
    });

    /// <summary>Puts a fault of the network in force under a name, in place of one of that name; without rules it is over.</summary>
    /// <param name="fault">Its name.</param>
    /// <param name="rules">What happens to whose bytes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<CommandOutcome> SetNetworkAsync(string fault, IReadOnlyList<NetworkRule> rules, CancellationToken cancellation) => AskAsync(async () =>
    {
        using var answer = await _http.PutAsync($"/network/{Uri.EscapeDataString(fault)}", JsonContent.Create(rules, NetworkJson.Default.IReadOnlyListNetworkRule), cancellation);
        return await answer.Content.ReadFromJsonAsync(ControlJson.Default.CommandOutcome, cancellation) ?? throw new HttpRequestException("an empty answer");
    });

    /// <summary>A resource's console log.</summary>
    /// <exception cref="ControlException">There is no such resource, or no topology runs.</exception>
    public Task<Stream> FollowLogsAsync(string resource, bool follow, CancellationToken cancellation) => AskAsync(async () =>
    {
        var answer = await _http.GetAsync($"/logs/{Uri.EscapeDataString(resource)}?follow={(follow ? "true" : "false")}", HttpCompletionOption.ResponseHeadersRead, cancellation);
        return answer.StatusCode == HttpStatusCode.NotFound
            ? throw new ControlException($"'{resource}' is not a resource of topology '{_folder.Name}': ./distribution status lists them.", isAbsent: true)
            : await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellation);
    });

    /// <summary>Asks the AppHost to stop everything and end.</summary>
    public Task ShutDownAsync(CancellationToken cancellation) => AskAsync(async () =>
    {
        using var answer = await _http.PostAsync("/shutdown", content: null, cancellation);
        return answer.EnsureSuccessStatusCode();
    });

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException failure)
        {
            throw NotRunning(_folder, failure);
        }
    }

    private static ControlException NotRunning(StateFolder folder, HttpRequestException failure) => folder.IsLocked()
        ? new ControlException($"The AppHost of topology '{folder.Name}' does not answer on {folder.ControlSocket}: {failure.Message}")
        : new ControlException($"Topology '{folder.Name}' is not running: start it with ./distribution up{(folder.Name == StateFolder.DefaultName ? "" : $" --name {folder.Name}")}.", isAbsent: true);
}
