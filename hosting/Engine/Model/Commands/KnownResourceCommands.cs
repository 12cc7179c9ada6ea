namespace Aspire.Hosting.ApplicationModel;

/// <summary>The names of the commands that every process has.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts a process that has ended or was not started.</summary>
    public static readonly string StartCommand = "resource-start";

    /// <summary>Stops a process that runs.</summary>
    public static readonly string StopCommand = "resource-stop";

    /// <summary>Stops a process and starts it again.</summary>
    public static readonly string RestartCommand = "resource-restart";
}
