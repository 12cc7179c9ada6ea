using System.Runtime.InteropServices;
using Distribution.Machine.Processes;

namespace Distribution.Reaper;

/// <summary>
/// Runs one program, and ends everything below it when the owner is gone.
/// </summary>
/// <remarks>
/// The owner holds the writing end of our standard input; the kernel closes it when the owner dies, however it dies. Then, or when the program itself ends, the tree is ended: first the
/// program and its own helpers (the same executable), at once, so that they start nothing more and everything they had started becomes our direct child; each of those is asked by SIGTERM,
/// or killed at once if it is stopped and could not hear; whatever is left of the tree after <see cref="Grace"/> is killed. A byte on standard input before its end means: without grace.
/// </remarks>
internal sealed class ReapedTree(TimeProvider time)
{
    // An AppHost that was killed promises an empty machine after 10 s; services and databases stop in one or two.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    // A process that a dead disk holds in the kernel cannot be killed; there is no use in waiting for it for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly ManualResetEventSlim _end = new();
    private volatile bool _withoutGrace;

    public int Run(string program, string[] args)
    {
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            _end.Set();
        });

        var orchestrator = ChildProcess.Start(program, args);
        var executable = Executable(orchestrator);
        Background("owner", WatchOwner);
        Background("children", () => CollectUntil(orchestrator));
        _end.Wait();
        End(executable);
        return 0;
    }

    private void WatchOwner()
    {
        try
        {
            using var input = Console.OpenStandardInput();
            _withoutGrace = input.ReadByte() >= 0;
        }
        finally
        {
            _end.Set();
        }
    }

    private void CollectUntil(int orchestrator)
    {
        for (var pid = ChildProcess.WaitForAny(); pid != 0; pid = ChildProcess.WaitForAny())
        {
            if (pid == orchestrator)
            {
                _end.Set();
            }
        }
    }

    private void End(string? executable)
    {
        var started = time.GetTimestamp();
        var asked = new HashSet<int>();
        for (var tree = Tree(); tree.Count > 0 && time.GetElapsedTime(started) < Patience; tree = Tree())
        {
            var grace = !_withoutGrace && time.GetElapsedTime(started) < Grace;
            var helpers = tree.Where(pid => executable is not null && Executable(pid) == executable).ToArray();
            foreach (var pid in helpers.Length > 0 ? helpers : grace ? ProcessTable.Children(Environment.ProcessId) : tree)
            {
                if (!grace || helpers.Length > 0 || ProcessTable.State(pid) == 'T')
                {
                    Send(pid, SignalKind.Kill);
                }
                else if (asked.Add(pid))
                {
                    Send(pid, SignalKind.Term);
                }
            }

            _end.Reset();
            _end.Wait(Interval);
        }
    }

    private static void Send(int pid, SignalKind kind)
    {
        try
        {
            Signal.Send(pid, kind);
        }
        catch (UnauthorizedAccessException)
        {
            // It became somebody else, by a set-user-id program: not ours to end.
        }
    }

    private static IReadOnlyList<int> Tree() => [.. ProcessTable.Descendants(Environment.ProcessId).Where(ProcessTable.IsAlive)];

    private static string? Executable(int pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/exe").LinkTarget;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Background(string name, Action run) => new Thread(() => run()) { IsBackground = true, Name = name }.Start();
}
