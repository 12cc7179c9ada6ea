using Distribution.Drills.Targets;

namespace Distribution.Drills.Safety;

/// <summary>Keeps drills away from clusters that they were not meant for. A tunnel to elsewhere looks like this machine: what is left then is the name that the release's objects carry.</summary>
public static class ApiServer
{
    /// <summary>Refuses a cluster whose API server is not on this machine; one at a private address when nobody said that it is known.</summary>
    /// <param name="context">The context that names it.</param>
    /// <param name="server">Where it is.</param>
    /// <param name="iKnow">Whether somebody said so.</param>
    /// <exception cref="TargetException">It is refused; nothing was done.</exception>
    public static void Check(string context, Uri server, bool iKnow)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (LoopbackOnly.IsThisMachine(server.Host, out var address))
        {
            return;
        }

        if (address is null || !LoopbackOnly.IsPrivate(address))
        {
            throw new TargetException($"The API server of context '{context}' is at {server.Host}, which is neither this machine nor a private address: its cluster is not drilled.");
        }

        if (!iKnow)
        {
            throw new TargetException($"The API server of context '{context}' is at the private address {address}, whose cluster others may use: a drill breaks it on purpose. Say --i-know if that is meant.");
        }
    }
}
