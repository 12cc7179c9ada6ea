namespace Distribution.Drills.Checkers.Linearizability;

/// <summary>
/// Looks for an order of a register's calls in which each takes effect at one moment between its invocation and its answer and every answer is right.
/// </summary>
/// <remarks>
/// <para>
/// Invocations and answers stand in one list by time. The search lifts a call whose effect is possible out of the list and goes on from the start; at an answer whose call has not been lifted yet it takes the
/// last one back and tries the next. A state that was seen before, the set of lifted calls with the register's value, is not entered again: that is what makes it fast.
/// </para>
/// <para>
/// J. Wing and C. Gong, "Testing and Verifying Concurrent Objects" (1993), with the cache of G. Lowe, "Testing for linearizability" (2017), in the form in which Porcupine does it (anishathalye/porcupine).
/// </para>
/// </remarks>
internal sealed class LinearizationSearch
{
    private readonly IReadOnlyList<RegisterCall> _calls;
    private readonly Node _head = new(-1, isAnswer: false);
    private readonly HashSet<(LiftedSet Lifted, string? Value)> _seen = [];
    private readonly Func<bool> _isOverdue;

    public LinearizationSearch(IReadOnlyList<RegisterCall> calls, Func<bool> isOverdue)
    {
        (_calls, _isOverdue) = (calls, isOverdue);
        var entries = calls
            .SelectMany((call, index) => new[] { (Time: call.Operation.Invoked, IsAnswer: false, Index: index), (Time: call.Return, IsAnswer: true, Index: index) })
            .OrderBy(entry => entry.Time).ThenBy(entry => entry.IsAnswer).ThenBy(entry => entry.Index);
        var nodes = new Node?[calls.Count];
        var last = _head;
        foreach (var (_, isAnswer, index) in entries)
        {
            var node = new Node(index, isAnswer);
            if (isAnswer)
            {
                nodes[index]!.Answer = node;
            }

            nodes[index] ??= node;
            last.Append(node);
            last = node;
        }
    }

    /// <summary>The call that no order could place, of the order that came furthest; null after success.</summary>
    public RegisterCall? Stuck { get; private set; }

    /// <summary>Whether there is such an order; null when the time was up before it was known.</summary>
    public bool? Run()
    {
        var (value, lifted) = ((string?)null, new LiftedSet(_calls.Count));
        var taken = new Stack<(Node Node, string? Value)>();
        var (furthest, steps) = (-1, 0);
        var node = _head.Next;
        while (_head.Next is not null)
        {
            if ((++steps & 0xFFF) == 0 && _isOverdue())
            {
                return null;
            }

            if (!node!.IsAnswer)
            {
                var with = lifted.With(node.Call);
                if (_calls[node.Call].TryApply(value, out var next) && _seen.Add((with, next)))
                {
                    taken.Push((node, value));
                    (value, lifted) = (next, with);
                    node.Lift();
                    node = _head.Next;
                }
                else
                {
                    node = node.Next;
                }
            }
            else if (_calls[node.Call].Return == TimeSpan.MaxValue)
            {
                // Only calls without an answer are left, and none of them has to take effect.
                return true;
            }
            else
            {
                if (taken.Count > furthest)
                {
                    (furthest, Stuck) = (taken.Count, _calls[node.Call]);
                }

                if (!taken.TryPop(out var back))
                {
                    return false;
                }

                (node, value) = back;
                lifted = lifted.Without(node.Call);
                node.PutBack();
                node = node.Next;
            }
        }

        return true;
    }

    /// <summary>An invocation or an answer in the list.</summary>
    private sealed class Node(int call, bool isAnswer)
    {
        private Node? _previous;

        public int Call { get; } = call;

        public bool IsAnswer { get; } = isAnswer;

        public Node? Next { get; private set; }

        public Node? Answer { get; set; }

        public void Append(Node node) => (Next, node._previous) = (node, this);

        public void Lift()
        {
            Unlink();
            Answer!.Unlink();
        }

        public void PutBack()
        {
            Answer!.Link();
            Link();
        }

        private void Unlink()
        {
            _previous!.Next = Next;
            if (Next is not null)
            {
                Next._previous = _previous;
            }
        }

        private void Link()
        {
            _previous!.Next = this;
            if (Next is not null)
            {
                Next._previous = this;
            }
        }
    }
}
