using System.Collections.Concurrent;
using Distribution.Engine.Processes;
using Distribution.Machine.Tools;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Dcp;

/// <summary>Runs Aspire's orchestrator for one application: starts it below a reaper, waits for its API, tells when it is gone.</summary>
internal sealed class DcpHost(string folder, ILogger<DcpHost> logger, TimeProvider time) : IAsyncDisposable
{
    // 0.1 s on an idle machine; the rest is for one that is not.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);
    private const int RememberedLines = 5;

    private readonly ConcurrentQueue<string> _lastLines = new();
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task<DcpClient>? _client;
    private ReapedProcess? _process;
    private DcpFolder? _run;

    /// <summary>Completes when DCP, or the reaper above it, is gone although nobody stopped it.</summary>
    public TaskCompletionSource Lost { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What DCP wrote last, for an error message.</summary>
    public string LastLines => string.Join(Environment.NewLine, _lastLines);

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

    /// <summary>Ends DCP and everything that is left below it.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        var client = await TryStartedAsync();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        client?.Dispose();
        _run?.Delete();
        _run = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task<DcpClient> StartOnceAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var program = Tool.Find("dcp");
        await DcpFolder.RemovePredecessorsAsync(folder, time, cancellationToken);
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
            logger.DcpStarted((long)time.GetElapsedTime(started).TotalMilliseconds);
            return client;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DcpException($"Aspire's orchestrator {program} did not serve its API within {StartPatience.TotalSeconds:0} s. It wrote: {LastLines}");
        }
    }

    private async Task<DcpClient> ConnectAsync(DcpFolder run, DcpCertificate certificate, CancellationToken cancellationToken)
    {
        DcpClient? client = null;
        while (true)
        {
            if (Lost.Task.IsCompleted)
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
            Lost.TrySetResult();
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
}
