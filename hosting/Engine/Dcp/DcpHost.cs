using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Distribution.Engine.Processes;
using Distribution.Machine.Processes;
using Distribution.Machine.Tools;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Dcp;

/// <summary>Runs Aspire's orchestrator for one application: starts it below a reaper, waits for its API, tells when it is gone.</summary>
internal sealed partial class DcpHost(string folder, ILogger<DcpHost> logger, TimeProvider time) : IAsyncDisposable, IDisposable
{
    // 0.1 s on an idle machine; the rest is for one that is not.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);
    private const int RememberedLines = 5;

    private readonly ConcurrentQueue<string> _lastLines = new();
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<DcpClient>? _client;
    private readonly TaskCompletionSource _predecessorsGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReapedProcess? _process;
    private IReadOnlyList<ProcessIdentity> _ownProcesses = [];
    private DcpFolder? _run;

    /// <summary>Completes when DCP, or the reaper above it, is gone although nobody stopped it. Everything that DCP ran is gone by then too.</summary>
    public Task Lost => _lost.Task;

    /// <summary>Whether DCP is gone although nobody stopped it.</summary>
    public bool IsLost => _lost.Task.IsCompleted;

    /// <summary>Whether DCP is being ended, or is gone.</summary>
    public bool IsEnding => _stopping.IsCancellationRequested || IsLost;

    /// <summary>What DCP wrote last, for an error message.</summary>
    public string LastLines => string.Join(Environment.NewLine, _lastLines);

    /// <summary>Completes once nothing is left of an earlier run of this topology that was killed: before, its servers may still hold ports and data directories.</summary>
    public Task PredecessorsGone => _predecessorsGone.Task;

    /// <summary>Starts DCP, or joins the start that is under way. Called as early as there is an application: the start takes place beside everything else.</summary>
    /// <returns>The client, once the API answers.</returns>
    /// <exception cref="MissingToolException">DCP is not installed.</exception>
    /// <exception cref="DcpException">It did not start.</exception>
    public Task<DcpClient> StartAsync()
    {
        lock (_gate)
        {
            return _client ??= Task.Run(() => StartOnceAsync(_stopping.Token));
        }
    }

    /// <summary>The processes whose parent died: the reaper takes them in.</summary>
    public IEnumerable<ProcessIdentity> Orphans() =>
        _process is { } reaper
            ? ProcessTable.Children(reaper.Identity.Pid).Select(ProcessIdentity.Of).OfType<ProcessIdentity>().Except(_ownProcesses)
            : [];

    /// <summary>DCP's reason for not starting an executable, from the log that it keeps of it.</summary>
    public async Task<string> WhyNotStartedAsync(string? uid, CancellationToken cancellationToken)
    {
        var log = Path.Combine(_run?.Path ?? "", $"resource-executable-{uid}.log");
        var lines = uid is not null && File.Exists(log) ? await File.ReadAllLinesAsync(log, cancellationToken) : [];
        return lines.Select(line => ErrorField().Match(line)).FirstOrDefault(match => match.Success)?.Groups["error"].Value ?? "Aspire's orchestrator gave no reason.";
    }

    /// <summary>Ends everything at once, without waiting for it.</summary>
    public void Kill() => _process?.Kill();

    /// <summary>Ends DCP and everything that is left below it.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        var client = await TryStartedAsync();
        if (Interlocked.Exchange(ref _process, value: null) is { } process)
        {
            await process.DisposeAsync();
        }

        client?.Dispose();
        Interlocked.Exchange(ref _run, value: null)?.Delete();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task<DcpClient> StartOnceAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await RemovePredecessorsAsync(cancellationToken);
        var program = Tool.Find("dcp");
        _run = DcpFolder.Create(folder);
        var certificate = DcpCertificate.Create(_run.Path, time);
        _process = ReapedProcess.Start(program, Arguments(_run, certificate), Variables(_run), _run.Path, Remember);
        _run.WriteOwner(_process.Identity);
        _ = WatchAsync(_process, cancellationToken);

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartPatience);
        try
        {
            var client = await ConnectAsync(_run, certificate, deadline.Token);
            _ownProcesses = _process.Identity.Descendants();
            logger.DcpStarted((long)time.GetElapsedTime(started).TotalMilliseconds);
            return client;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DcpException($"Aspire's orchestrator {program} did not serve its API within {StartPatience.TotalSeconds:0} s. It wrote: {LastLines}");
        }
    }

    private async Task RemovePredecessorsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await DcpFolder.RemovePredecessorsAsync(folder, time, cancellationToken);
            _predecessorsGone.SetResult();
        }
        catch (Exception failure)
        {
            _predecessorsGone.SetException(failure);
            throw;
        }
    }

    private async Task<DcpClient> ConnectAsync(DcpFolder run, DcpCertificate certificate, CancellationToken cancellationToken)
    {
        DcpClient? client = null;
        while (true)
        {
            if (IsLost)
            {
                throw new DcpException($"Aspire's orchestrator ended while it started. It wrote: {LastLines}");
            }

            client ??= DcpKubeconfig.TryRead(run.Kubeconfig) is { } kubeconfig ? new DcpClient(kubeconfig, certificate) : null;
            if (client is not null && await client.AnswersAsync(cancellationToken))
            {
                return client;
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private async Task WatchAsync(ReapedProcess process, CancellationToken cancellationToken)
    {
        await process.Ended;
        if (!cancellationToken.IsCancellationRequested)
        {
            // The reaper ends everything before itself, unless it was killed: then what it left is ours to end.
            foreach (var left in _ownProcesses.Concat(_ownProcesses.SelectMany(process => process.Descendants())).ToArray())
            {
                left.Send(SignalKind.Kill);
            }

            _lost.TrySetResult();
        }
    }

    private async Task<DcpClient?> TryStartedAsync()
    {
        Task<DcpClient>? client;
        lock (_gate)
        {
            client = _client;
        }

        try
        {
            return client is null ? null : await client;
        }
        catch (Exception failure) when (failure is OperationCanceledException or DcpException or MissingToolException or IOException)
        {
            // Whoever waited for the start was told.
            return null;
        }
    }

    private void Remember(string line)
    {
        logger.DcpWrote(line);
        _lastLines.Enqueue(line);
        while (_lastLines.Count > RememberedLines)
        {
            _lastLines.TryDequeue(out _);
        }
    }

    private static string[] Arguments(DcpFolder run, DcpCertificate certificate) =>
    [
        "start-apiserver",
        "--monitor", $"{Environment.ProcessId}",
        "--kubeconfig", run.Kubeconfig,
        "--tls-cert-file", certificate.CertificateFile,
        "--tls-key-file", certificate.KeyFile,
        "--verbosity", "error",
    ];

    private static Dictionary<string, string> Variables(DcpFolder run) => new(StringComparer.Ordinal)
    {
        ["PATH"] = ExecutableEnvironment.SearchPath,
        ["HOME"] = run.Path,
        ["TMPDIR"] = run.Path,
        ["XDG_CACHE_HOME"] = run.Cache,
        ["DCP_SESSION_FOLDER"] = run.Path,

        // A process of 65 MB beside each executable that ends it when DCP dies: the reaper does that for all of them.
        ["DCP_DISABLE_MONITOR_PROCESS"] = "1",
    };

    [GeneratedRegex("\"error\": \"(?<error>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ErrorField();
}
