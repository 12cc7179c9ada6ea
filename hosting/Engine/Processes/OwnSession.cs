using Distribution.Machine.Tools;

namespace Distribution.Engine.Processes;

/// <summary>
/// Every resource is a session of its own. Linux shares the processors among sessions before it shares them among processes (sched(7), "The autogroup feature"), and DCP starts all in its own: nine services that compile
/// their code at once were then one side, and each Postgres backend, which is a session by itself, another. The postmasters, on the side of the services, could not accept a connection for seconds: of three topologies
/// under a load that the machine did not carry, each took a healthy primary for a frozen one and replaced it.
/// </summary>
internal static class OwnSession
{
    /// <summary>What stands before a command: <c>setsid</c>, which is executed into the command, so that the process id stays; nothing where it is not installed.</summary>
    public static string[] Prefix { get; } = Tool.TryFind("setsid") is { } setsid ? [setsid, "--"] : [];
}
