using System.Globalization;
using Distribution.Hosting.Postgres.Supervision;
using Distribution.Machine.Processes;

namespace Distribution.Hosting.Postgres.Members;

/// <summary>The processes of the server in one data directory, found by what they are and not by who started them.</summary>
internal sealed class Postmaster(string dataDirectory, string member, ExitWatch exits, TimeProvider time)
{
    private volatile WatchedProcess? _known;

    /// <summary>The postmaster's process id, or null when there is none.</summary>
    public int? Find()
    {
        if (_known is { IsAlive: true } known)
        {
            return known.Pid;
        }

        _known = Read() is { } pid && WatchedProcess.TryOpen(pid) is { IsAlive: true } found && WorksHere(pid) ? found : null;
        if (_known is { } postmaster)
        {
            // It accepts for all its sessions, each of which would have as much of the processors as it has: when many come at once, clients gave up before it had got to them, and came again.
            SessionShare.TryRaise(postmaster.Pid);
        }

        return _known?.Pid;
    }

    /// <summary>Completes once the postmaster that is there now is gone; at once when there is none.</summary>
    public Task EndAsync() => Find() is { } pid ? exits.EndOf(pid) : Task.CompletedTask;

    /// <summary>The kernel's letter of the postmaster's state, or NUL when there is none.</summary>
    public char State => _known?.State ?? '\0';

    /// <summary>How often the postmaster was given a processor so far.</summary>
    public long Turns => _known?.Turns ?? 0;

    /// <summary>Sends a signal to the postmaster, if there is one.</summary>
    public void Send(SignalKind signal)
    {
        if (Find() is { } pid)
        {
            Signal.Send(pid, signal);
        }
    }

    /// <summary>Kills every process, the postmaster frozen first so that it can fork no more; returns once none is left.</summary>
    public async Task FenceAsync(CancellationToken cancellationToken)
    {
        Send(SignalKind.Stop);
        var began = time.GetTimestamp();
        while (true)
        {
            var left = All();
            if (left.Count == 0)
            {
                return;
            }

            foreach (var pid in left)
            {
                Signal.Send(pid, SignalKind.Kill);
            }

            if (time.GetElapsedTime(began) >= SupervisorDefaults.FenceTimeout)
            {
                throw new FenceException($"Processes {string.Join(", ", left)} of {member} do not end, so nothing may be promoted in its place: they hang in the kernel (ps -o stat,wchan -p {left[0]}).");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), time, cancellationToken);
        }
    }

    private List<int> All()
    {
        var all = ProcessTable.WithWorkingDirectory(dataDirectory).ToList();
        if (Find() is { } postmaster && !all.Contains(postmaster))
        {
            all.Add(postmaster);
        }

        return all;
    }

    private int? Read()
    {
        try
        {
            return int.TryParse(File.ReadLines(Path.Combine(dataDirectory, "postmaster.pid")).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private bool WorksHere(int pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/cwd").LinkTarget == dataDirectory;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
