namespace Distribution.Hosting.Valkey;

/// <summary>The members' processes, which the supervisor owns.</summary>
internal interface IMemberProcesses
{
    /// <summary>What is known of a member's process now.</summary>
    ProcessView Look(string member);

    /// <summary>Starts it. Its start is prepared, in the role that is right then, before the process is there.</summary>
    Task StartAsync(string member, CancellationToken cancellation);

    /// <summary>SIGKILL to the process, if it is still the one that was looked at last.</summary>
    void Kill(string member);
}
