using System.Net;

namespace Distribution.Gateway.Discovery;

/// <summary>Says which addresses a name stands for.</summary>
internal interface INameService
{
    /// <exception cref="System.Net.Sockets.SocketException">The name is unknown, or nobody answers.</exception>
    Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken);
}
