using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace Distribution.Engine.Processes;

/// <summary>
/// Tells within milliseconds that a process ended. The orchestrator is the parent and knows too, but says so up to 0.5 s later, and not at all while a child of the dead process keeps
/// its output open.
/// </summary>
internal sealed class ExitWatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(SafeFileHandle Process, TaskCompletionSource Ended)> _watched = [];
    private readonly AnonymousPipeServerStream _wake = new(PipeDirection.Out);
    private readonly AnonymousPipeClientStream _woken;
    private bool _disposed;

    public ExitWatch()
    {
        _woken = new AnonymousPipeClientStream(PipeDirection.In, _wake.ClientSafePipeHandle);
        new Thread(Watch) { IsBackground = true, Name = "exit watch" }.Start();
    }

    /// <summary>Completes once the process is gone; at once when it is gone already.</summary>
    public Task EndOf(int pid)
    {
        if (PidFd.TryOpen(pid) is not { } process)
        {
            return Task.CompletedTask;
        }

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _watched.Add((process, ended));
            _wake.WriteByte(1);
        }

        return ended.Task;
    }

    /// <summary>Ends the watch; ends that were not seen are never told.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                _wake.WriteByte(1);
            }
        }
    }

    private void Watch()
    {
        while (true)
        {
            (SafeFileHandle Process, TaskCompletionSource Ended)[] watched;
            lock (_gate)
            {
                if (_disposed)
                {
                    break;
                }

                watched = [.. _watched];
            }

            var ready = PidFd.WaitForAny([Descriptor(_woken.SafePipeHandle), .. watched.Select(entry => Descriptor(entry.Process))]);
            if (ready[0])
            {
                _woken.ReadByte();
            }

            foreach (var entry in watched.Where((_, index) => ready[index + 1]))
            {
                lock (_gate)
                {
                    _watched.Remove(entry);
                }

                entry.Process.Dispose();
                entry.Ended.SetResult();
            }
        }

        _watched.ForEach(entry => entry.Process.Dispose());
        _woken.Dispose();
        _wake.Dispose();
    }

    private static int Descriptor(System.Runtime.InteropServices.SafeHandle handle) => (int)handle.DangerousGetHandle();
}
