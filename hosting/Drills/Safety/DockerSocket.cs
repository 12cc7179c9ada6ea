using System.Net.Sockets;
using Distribution.Drills.Targets;

namespace Distribution.Drills.Safety;

/// <summary>Finds the container engine that is drilled, which has to be this machine's.</summary>
public static class DockerSocket
{
    private const string Scheme = "unix://";
    private const string Usual = "/var/run/docker.sock";

    /// <summary>The socket of the engine.</summary>
    /// <param name="dockerHost">What <c>DOCKER_HOST</c> says; null or empty for the machine's usual one.</param>
    /// <exception cref="TargetException">It is another machine's, or not there: nothing was done.</exception>
    public static string Find(string? dockerHost)
    {
        var host = string.IsNullOrEmpty(dockerHost) ? Scheme + Usual : dockerHost;
        if (!host.StartsWith(Scheme, StringComparison.Ordinal))
        {
            throw new TargetException($"DOCKER_HOST is {host}, which may be another machine's engine: a drill breaks containers on purpose, and only those of an engine of this machine. Set it to {Scheme}/PATH.");
        }

        var path = host[Scheme.Length..];
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return path;
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException)
        {
            throw new TargetException($"No container engine answers at {host} ({failure.Message}): start Docker, or set DOCKER_HOST; ./distribution images engine start starts one of our own.", failure);
        }
    }
}
