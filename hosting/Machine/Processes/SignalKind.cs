namespace Distribution.Machine.Processes;

/// <summary>The signals that a topology sends; the values are Linux's numbers.</summary>
public enum SignalKind
{
    /// <summary>SIGHUP: read the configuration again.</summary>
    Hangup = 1,

    /// <summary>SIGINT: for Postgres, the fast shutdown.</summary>
    Interrupt = 2,

    /// <summary>SIGQUIT: for Postgres, the immediate shutdown.</summary>
    Quit = 3,

    /// <summary>SIGKILL: ends at once, cannot be caught.</summary>
    Kill = 9,

    /// <summary>SIGTERM: asks for a graceful end.</summary>
    Term = 15,

    /// <summary>SIGCONT: lets a stopped process go on.</summary>
    Continue = 18,

    /// <summary>SIGSTOP: freezes, cannot be caught.</summary>
    Stop = 19,
}
