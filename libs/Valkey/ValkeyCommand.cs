namespace Distribution.Valkey;

/// <summary>A command with its arguments. Immutable, so it can be sent again.</summary>
public sealed class ValkeyCommand
{
    private readonly ValkeyArgument[] _arguments;

    private ValkeyCommand(string name, ValkeyArgument[] arguments)
    {
        Name = name;
        _arguments = arguments;
    }

    /// <summary>The command's name in capitals, such as <c>GET</c>. A subcommand is an argument.</summary>
    public string Name { get; }

    /// <summary>The arguments, in order.</summary>
    public ReadOnlySpan<ValkeyArgument> Arguments => _arguments;

    /// <summary>
    /// How long the server itself may hold the answer back (the time-out given to <c>WAIT</c>); added to the time that an answer is waited for.
    /// </summary>
    public TimeSpan HeldByServer { get; init; }

    /// <summary>A command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ValkeyCommand Of(string name, params ReadOnlySpan<ValkeyArgument> arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ValkeyCommand(name.ToUpperInvariant(), arguments.ToArray());
    }

    /// <summary><c>WAIT</c>: the number of replicas that have all writes sent before on the same connection.</summary>
    /// <param name="replicas">How many are wanted.</param>
    /// <param name="within">How long the server waits for them; whole milliseconds.</param>
    public static ValkeyCommand Wait(int replicas, TimeSpan within)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(within, TimeSpan.FromMilliseconds(1)); // 0 would wait for ever
        return new ValkeyCommand("WAIT", [replicas, (long)within.TotalMilliseconds]) { HeldByServer = within };
    }

    /// <summary>The name and the number of arguments; never their content, which may be a secret.</summary>
    public override string ToString() => $"{Name} ({_arguments.Length} arguments)";
}
