using Distribution.Engine.Dcp;
using Distribution.Engine.Processes;
using Distribution.Machine.Processes;

namespace Distribution.Engine.Orchestration;

/// <summary>One life of an executable: from the moment DCP is asked for it until nothing of it is left.</summary>
/// <param name="name">DCP's name of it.</param>
/// <param name="ownFolder">Its working directory, when that is in the topology's state and so nobody else's.</param>
/// <param name="client">DCP.</param>
/// <param name="host">Whether DCP is still there, and what it left.</param>
/// <param name="exits">Tells the end of its process.</param>
/// <param name="output">Receives what it writes.</param>
/// <param name="time">The clock.</param>
internal sealed class ExecutableRun(string name, string? ownFolder, DcpClient client, DcpHost host, ExitWatch exits, Action<IReadOnlyList<OutputLine>> output, TimeProvider time)
{
    private readonly TaskCompletionSource<DcpExecutable> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DcpExecutableStatus> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _reading = new();
    private ProcessIdentity? _process;
    private DcpOutput? _standardOutput;
    private DcpOutput? _standardError;

    /// <summary>DCP's name of it.</summary>
    public string Name => name;

    /// <summary>Whether the process ended.</summary>
    public bool IsGone => _gone.Task.IsCompleted;

    /// <summary>Takes in what DCP says about it.</summary>
    public void Changed(DcpExecutable executable)
    {
        if (executable.Status is not { } status)
        {
            return;
        }

        if (status.Pid is not null || status.HasEnded)
        {
            _begun.TrySetResult(executable);
        }

        if (status.HasEnded)
        {
            _finished.TrySetResult(status);
        }
    }

    /// <summary>Waits until the process was started.</summary>
    /// <returns>Its process id and the time of its start.</returns>
    /// <exception cref="ExecutableException">It could not be started; the message is DCP's reason.</exception>
    public async Task<(int Pid, DateTimeOffset At)> StartedAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(_begun.Task, host.Lost).WaitAsync(cancellationToken);
        if (!_begun.Task.IsCompleted)
        {
            throw new ExecutableException("Aspire's orchestrator is gone.");
        }

        var begun = await _begun.Task;
        if (begun.Status is not { Pid: { } pid } status)
        {
            throw new ExecutableException(await host.WhyNotStartedAsync(begun.Metadata.Uid, cancellationToken));
        }

        lock (_reading)
        {
            _process = ProcessIdentity.Of(pid);
            _standardOutput = status.StdOutFile is { } standardOutput ? new DcpOutput(standardOutput, time) : null;
            _standardError = status.StdErrFile is { } standardError ? new DcpOutput(standardError, time) : null;
        }

        _ = TellGoneAsync(pid);
        return (pid, status.StartupTimestamp ?? time.GetUtcNow());
    }

    /// <summary>Waits until the process is gone.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndedAsync()
    {
        await _gone.Task;
        KillLeftovers();
        var started = time.GetTimestamp();
        while (!_finished.Task.IsCompleted && time.GetElapsedTime(started) < OrchestrationDefaults.ExitCodePatience && await TryLookNowAsync())
        {
            await Task.WhenAny(_finished.Task, Task.Delay(OrchestrationDefaults.ExitCodeInterval, time));
        }

        return _finished.Task.IsCompleted ? (await _finished.Task).ExitCode ?? OrchestrationDefaults.NoExitCode : OrchestrationDefaults.NoExitCode;
    }

    /// <summary>Ends the process and all below it.</summary>
    /// <returns>Whether it ended within the deadline, without being killed.</returns>
    public async Task<bool> StopAsync(SignalKind signal, TimeSpan deadline)
    {
        if (_process is not { } process)
        {
            return true;
        }

        var graceful = await GracefulStop.EndAsync(process, _gone.Task, signal, deadline, time);
        await _gone.Task.WaitAsync(OrchestrationDefaults.KillPatience, time);
        return graceful;
    }

    /// <summary>Passes on what the process wrote since the last call.</summary>
    public void ReadOutput(bool atEnd)
    {
        lock (_reading)
        {
            if (!atEnd && _standardOutput is not { HasMore: true } && _standardError is not { HasMore: true })
            {
                return;
            }

            var lines = Lines(_standardOutput, isError: false, atEnd).Concat(Lines(_standardError, isError: true, atEnd)).OrderBy(line => line.Time).ToArray();
            if (lines.Length > 0)
            {
                output(lines);
            }
        }
    }

    /// <summary>Reads the last of the output and removes what DCP keeps.</summary>
    public async Task RemoveAsync()
    {
        ReadOutput(atEnd: true);
        lock (_reading)
        {
            _standardOutput?.Dispose();
            _standardError?.Dispose();
            _standardOutput = _standardError = null;
        }

        if (!host.IsLost)
        {
            await client.DeleteAsync(name, CancellationToken.None);
        }
    }

    private async Task<bool> TryLookNowAsync()
    {
        try
        {
            return !host.IsEnding && await client.LookNowAsync(name, CancellationToken.None);
        }
        catch (DcpException)
        {
            // Then it is gone as well, and the application is told so by its host.
            return false;
        }
    }

    private async Task TellGoneAsync(int pid)
    {
        await exits.EndOf(pid);
        _gone.SetResult();
    }

    // Children of a process that died belong to nobody, and would keep its output, its port or its data directory. They are known by the folder that only this resource works in.
    private void KillLeftovers()
    {
        if (ownFolder is null)
        {
            return;
        }

        foreach (var orphan in host.Orphans().Where(orphan => orphan.WorksIn(ownFolder)))
        {
            orphan.Send(SignalKind.Kill);
        }
    }

    private static IEnumerable<OutputLine> Lines(DcpOutput? output, bool isError, bool atEnd) =>
        output?.Read(atEnd).Select(line => new OutputLine(line.Time, line.Text, isError)) ?? [];
}
