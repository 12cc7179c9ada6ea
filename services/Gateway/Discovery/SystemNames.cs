using System.Net;

namespace Distribution.Gateway.Discovery;

/// <summary>The names of this machine's resolver.</summary>
internal sealed class SystemNames : INameService
{
    public Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(name, cancellationToken);
}
