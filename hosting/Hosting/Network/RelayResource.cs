using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Network;

/// <summary>The process that stands before every member of a relayed topology.</summary>
public sealed class RelayResource : ExecutableResource
{
    internal RelayResource(string command, string socket)
        : base(Called, command, AppContext.BaseDirectory) => Socket = socket;

    internal const string Called = "relay";

    /// <summary>Where it is told the rules.</summary>
    internal string Socket { get; }
}
