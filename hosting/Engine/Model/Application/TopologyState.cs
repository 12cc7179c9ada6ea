using Distribution.Machine.State;
using Microsoft.Extensions.Configuration;

namespace Distribution.Engine.Model;

/// <summary>The state folder of the topology that the configuration names.</summary>
internal static class TopologyState
{
    public const string NameKey = "name";
    public const string RootKey = "state";

    public static StateFolder Of(IConfiguration configuration) => StateFolder.At(configuration[NameKey] ?? StateFolder.DefaultName, configuration[RootKey]);
}
