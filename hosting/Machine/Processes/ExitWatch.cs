using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace Distribution.Machine.Processes;

/// <summary>
/// Tells within milliseconds that a process ended, whoever its parent is, and takes no time while none does. An orchestrator that is the parent knows too, but says so up to 0.5 s later, and not at
/// all while a child of the dead process keeps its output open.
/// </summary>
public sealed class ExitWatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(SafeFileHandle Process, TaskCompletionSource Ended)> _watched = [];
    private readonly AnonymousPipeServerStream _wake = new(PipeDirection.Out);
    private readonly AnonymousPipeClientStream _woken;
    private bool _disposed;

    /// <summary>Begins to watch, on a thread of its own.</summary>
    /// <exception cref="IOException">There is no pipe left to wake it by.</exception>
    public ExitWatch()
    {
        _woken = new AnonymousPipeClientStream(PipeDirection.In, _wake.ClientSafePipeHandle);
        new Thread(Watch) { IsBackground = true, Name = "exit watch" }.Start();
    }

    /// <summary>Completes once the process is gone; at once when it is gone already, or the kernel cannot tell (Linux before 5.3).</summary>
    /// <exception cref="ObjectDisposedException">The watch has ended.</exception>
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
