using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Distribution.ServiceDefaults.Probe;

/// <summary>
/// The health probe of a container that has neither a shell nor curl: the service's own program with the arguments <c>probe /readyz</c> asks the service that runs beside it. It is started every few seconds, so no
/// host is built, nothing is configured, and a bare socket is used: an HTTP client would double what the start of the runtime costs.
/// </summary>
public static class HealthProbe
{
    private const string Verb = "probe";
    private const string DefaultPath = "/readyz";
    private const int Fit = 0;
    private const int Unfit = 1;

    // Where a container's health check has no shorter limit of its own; readiness answers within 1 s.
    private const int PatienceMs = 2000;

    private const int LongestAnswer = 4096;

    /// <summary>Whether these are a probe's arguments.</summary>
    /// <param name="args">The program's arguments.</param>
    public static bool IsAsked(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return args.Length is 1 or 2 && args[0] == Verb;
    }

    /// <summary>Asks the service on this machine; where it listens is taken from <c>ASPNETCORE_HTTP_PORTS</c> or <c>ASPNETCORE_URLS</c>.</summary>
    /// <param name="args">The program's arguments: <c>probe</c>, and the path, <c>/readyz</c> without.</param>
    /// <returns>The exit code: 0 when it answered 200, 1 otherwise, with what it said on standard output.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return Run(args.Length > 1 ? args[1] : DefaultPath, Port(Environment.GetEnvironmentVariable), System.Console.Out);
    }

    internal static int Run(string path, int port, TextWriter output)
    {
        try
        {
            var answer = Ask(path, port);
            if (answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal))
            {
                return Fit;
            }

            output.WriteLine(answer.Length == 0 ? $"{path}: no answer" : $"{path}: {StatusLine(answer)} {Body(answer)}");
        }
        catch (SocketException failure)
        {
            output.WriteLine($"{path} on port {port}: {failure.Message}");
        }

        return Unfit;
    }

    internal static int Port(Func<string, string?> environment) =>
        First(environment("ASPNETCORE_HTTP_PORTS")) ?? First(environment("ASPNETCORE_URLS")?.TrimEnd('/').Split(':')[^1]) ?? 8080;

    private static int? First(string? ports) =>
        int.TryParse(ports?.Split(';')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;

    private static string Ask(string path, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { SendTimeout = PatienceMs, ReceiveTimeout = PatienceMs, NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        socket.Send(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        var buffer = new byte[LongestAnswer];
        var length = 0;
        while (length < buffer.Length && socket.Receive(buffer, length, buffer.Length - length, SocketFlags.None) is var read and > 0)
        {
            length += read;
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static string StatusLine(string answer) => answer.Split('\r', 2)[0];

    private static string Body(string answer) => answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) is var end and >= 0 ? answer[(end + 4)..].Trim() : "";
}
