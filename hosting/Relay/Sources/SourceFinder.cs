using System.Threading.Channels;
using Distribution.Machine.Network;
using Distribution.Machine.Processes;

namespace Distribution.Relay.Sources;

/// <summary>
/// Finds out who a connection comes from: its port in the kernel's table, the process that has the socket open, and from there up to a member's process. That takes milliseconds, so it is done only
/// when a rule asks for it, for all that are asked about at once.
/// </summary>
/// <remarks>
/// A process below the one that runs the members, but below no member that is known, is one that was started a moment ago: it may be anybody (null) until its process is told. One that does a member's
/// work but is run by the supervisor, such as a base backup, says so in its environment (<see cref="Member"/>).
/// </remarks>
/// <param name="fleet">The process that runs the members.</param>
internal sealed class SourceFinder(int fleet) : IAsyncDisposable
{
    /// <summary>The variable by which a process says for whom it works.</summary>
    public const string Member = "DISTRIBUTION_MEMBER";

    private const int Remembered = 32;

    private readonly Channel<Question> _questions = Channel.CreateUnbounded<Question>(new() { SingleReader = true });
    private readonly List<int> _recent = [];
    private NetworkPlan _plan = new([], new Dictionary<string, int>(), 0);
    private readonly Lock _starting = new();
    private Task? _work;

    /// <summary>Takes note of whose process is whose.</summary>
    public void Learn(NetworkPlan plan) => Volatile.Write(ref _plan, plan);

    /// <summary>The member's name, one of <see cref="NetworkName"/>, or null for somebody who is not known yet.</summary>
    /// <param name="clientPort">The client's own port.</param>
    /// <param name="relayPort">The port that it connected to.</param>
    public Task<string?> FindAsync(int clientPort, int relayPort)
    {
        lock (_starting)
        {
            _work ??= Task.Run(WorkAsync);
        }

        var question = new Question((clientPort, relayPort));
        return _questions.Writer.TryWrite(question) ? question.Answer.Task : Task.FromResult<string?>(null);
    }

    public async ValueTask DisposeAsync()
    {
        _questions.Writer.TryComplete();
        await (_work ?? Task.CompletedTask);
    }

    private async Task WorkAsync()
    {
        while (await _questions.Reader.WaitToReadAsync())
        {
            var asked = new List<Question>();
            while (_questions.Reader.TryRead(out var question))
            {
                asked.Add(question);
            }

            Answer(asked);
        }
    }

    private void Answer(List<Question> asked)
    {
        var plan = Volatile.Read(ref _plan);
        var inodes = SocketTable.Inodes(asked.Select(question => question.Ports).ToHashSet());
        var owners = Owners([.. inodes.Values], plan);
        foreach (var question in asked)
        {
            // One that is gone already is as good as a stranger's.
            question.Answer.SetResult(inodes.TryGetValue(question.Ports, out var inode) && owners.TryGetValue(inode, out var pid) ? NameOf(pid, plan) : NetworkName.Client);
        }
    }

    private Dictionary<long, int> Owners(HashSet<long> wanted, NetworkPlan plan)
    {
        var owners = new Dictionary<long, int>();
        foreach (var pid in _recent.ToList().Append(plan.Supervisor).Concat(plan.Members.Values).Concat(ProcessTable.All()).Distinct().Where(pid => pid > 0))
        {
            if (owners.Count == wanted.Count)
            {
                break;
            }

            foreach (var inode in ProcessTable.Sockets(pid).Where(wanted.Contains))
            {
                owners.TryAdd(inode, pid);
                Remember(pid);
            }
        }

        return owners;
    }

    // Who connected lately connects again.
    private void Remember(int pid)
    {
        _recent.Remove(pid);
        _recent.Insert(0, pid);
        if (_recent.Count > Remembered)
        {
            _recent.RemoveAt(Remembered);
        }
    }

    private string? NameOf(int process, NetworkPlan plan)
    {
        for (var pid = process; pid > 1; pid = ProcessTable.Parent(pid))
        {
            if (plan.Members.FirstOrDefault(member => member.Value == pid).Key is { } member)
            {
                return member;
            }

            if (pid == fleet)
            {
                return null;
            }

            if (pid == plan.Supervisor)
            {
                return NetworkName.Supervisor;
            }

            if (ProcessTable.Variable(pid, Member) is { } worksFor)
            {
                return worksFor;
            }
        }

        return NetworkName.Client;
    }

    private sealed record Question((int Local, int Remote) Ports)
    {
        public TaskCompletionSource<string?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
