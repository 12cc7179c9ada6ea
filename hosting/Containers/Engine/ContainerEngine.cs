using Distribution.Containers.Docker;

namespace Distribution.Containers.Engine;

/// <summary>
/// The container engine to use, for all who need one (the verb <c>images</c>, the compose lane of the tests, the drills of a compose target): the one that <c>DOCKER_HOST</c> names; else the one that runs on
/// this machine; else one of our own, which is started where that is possible.
/// </summary>
public static class ContainerEngine
{
    /// <summary>An engine that answers, without starting any.</summary>
    /// <returns>Null when none does.</returns>
    /// <exception cref="ContainerException"><c>DOCKER_HOST</c> names one that does not answer, or <c>docker</c> is not installed.</exception>
    public static async Task<DockerClient?> FindAsync(CancellationToken cancellationToken = default)
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } named)
        {
            var chosen = new DockerClient(named);
            return await chosen.AnswersAsync(cancellationToken)
                ? chosen
                : throw new ContainerException($"DOCKER_HOST is {named}, and no engine answers there: start it, or unset DOCKER_HOST to use the machine's.");
        }

        foreach (var client in new[] { new DockerClient(null), new DockerClient(EngineFolder.Address) })
        {
            if (await client.AnswersAsync(cancellationToken))
            {
                return client;
            }
        }

        return null;
    }

    /// <summary>An engine that answers; one of our own is started when there is none.</summary>
    /// <exception cref="ContainerException">There is none and none can be started; the message says what is missing.</exception>
    public static async Task<DockerClient> EnsureAsync(CancellationToken cancellationToken = default) =>
        await FindAsync(cancellationToken) ?? await OwnedEngine.StartAsync(cancellationToken);
}
