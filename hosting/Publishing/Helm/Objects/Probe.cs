using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>How a container is asked for its health.</summary>
internal static class Probe
{
    /// <summary>5 s: a program that is started for a question takes 0.2 s of a processor with its container's runtime, and on a busy node as many seconds.</summary>
    private const int LongestAnswer = 5;

    /// <summary>Over HTTP.</summary>
    /// <param name="path">The path.</param>
    /// <param name="port">The port's name.</param>
    public static YamlMap Http(string path, string port) => new() { { "httpGet", new YamlMap { { "path", path }, { "port", port } } } };

    /// <summary>By opening a connection.</summary>
    /// <param name="port">The port's name.</param>
    public static YamlMap Tcp(string port) => new() { { "tcpSocket", new YamlMap { { "port", port } } } };

    /// <summary>By a program in the container.</summary>
    public static YamlMap Command(params IEnumerable<string> command) => new() { { "exec", new YamlMap { { "command", YamlList.Of(command) } } } };

    /// <summary>5 s: of a container that nobody is routed to by its readiness alone, or that has to start a program for each question. On a busy node each change of it costs every node a new table of addresses.</summary>
    public const int Unhurried = 5;

    /// <summary>2 s: of a container that a Service balances to, with nobody before it who would try another one.</summary>
    public const int Hurried = 2;

    /// <summary>
    /// The three of them. A start may take two minutes, as on a node that starts everything at once; a container that is out for twice the readiness' seconds gets no requests, one that is dead for 3 × 10 s is started again: a restart
    /// helps seldom and costs much, so it is not hurried. A program that is started for each question is asked less often.
    /// </summary>
    public static YamlMap All(YamlMap startup, YamlMap readiness, YamlMap liveness, int readinessSeconds = Unhurried, int startupTries = 60) => new()
    {
        { "startupProbe", new YamlMap { startup, { "periodSeconds", 2 }, { "timeoutSeconds", 2 }, { "failureThreshold", startupTries } } },
        { "readinessProbe", new YamlMap { readiness, { "periodSeconds", readinessSeconds }, { "timeoutSeconds", Math.Min(readinessSeconds, LongestAnswer) }, { "failureThreshold", 2 } } },
        { "livenessProbe", new YamlMap { liveness, { "periodSeconds", 10 }, { "timeoutSeconds", 3 }, { "failureThreshold", 3 } } },
    };
}
