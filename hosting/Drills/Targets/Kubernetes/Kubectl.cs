using System.Text.Json;
using Distribution.Machine.Tools;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>kubectl, on one context and namespace. It knows every way to sign in to a cluster, which is why nothing here speaks to the API server itself.</summary>
internal sealed class Kubectl(KubernetesTargetOptions options)
{
    private const string Variable = "DISTRIBUTION_KUBECTL";

    /// <summary>60 s for an answer, of which the API server has 30. It reads a few dozen objects from its memory, in less than a second; where it has lost its processor to what is drilled, it was not done within 15 s, and that the drill then knows nothing for a while says less than that it is given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>100 s for a pod to be gone: the database has 40 s to shut down, and its node has to tell of it.</summary>
    private static readonly TimeSpan DeletePatience = TimeSpan.FromSeconds(100);

    private readonly string _program = Find(options.Kubectl);

    /// <summary>Objects, as <c>kubectl get … -o json</c> prints them.</summary>
    /// <exception cref="TargetException">They cannot be had.</exception>
    public Task<JsonElement> GetAsync(IReadOnlyList<string> what, CancellationToken cancellationToken) => ReadAsync(["get", .. what], cancellationToken);

    /// <summary>The context in use, with its cluster.</summary>
    /// <exception cref="TargetException">There is none.</exception>
    public Task<JsonElement> ContextAsync(CancellationToken cancellationToken) => ReadAsync(["config", "view", "--minify"], cancellationToken);

    /// <summary>Has a pod end in order, and waits until it is gone.</summary>
    /// <exception cref="TargetException">It is not.</exception>
    public Task StopAsync(string pod, CancellationToken cancellationToken) => RunAsync(["delete", "pod", pod, "--wait=true"], DeletePatience, cancellationToken);

    /// <summary>Takes a pod out of the cluster's books at once, whatever becomes of its processes.</summary>
    /// <exception cref="TargetException">It could not be.</exception>
    public Task LoseAsync(string pod, CancellationToken cancellationToken) => RunAsync(["delete", "pod", pod, "--grace-period=0", "--force", "--wait=false"], Patience, cancellationToken);

    /// <summary>What a pod has written since a moment, each line with the time before it.</summary>
    /// <exception cref="TargetException">It cannot be read.</exception>
    public async Task<IReadOnlyList<string>> LogAsync(string pod, DateTimeOffset since, CancellationToken cancellationToken) =>
        (await RunAsync(["logs", pod, "--timestamps", $"--since-time={since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"], Patience, cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<JsonElement> ReadAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var text = await RunAsync([.. arguments, "--output=json", "--request-timeout=30s"], Patience, cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException failure)
        {
            throw new TargetException($"kubectl {string.Join(' ', arguments.Take(2))} printed what is no JSON: is {_program} kubectl?", failure);
        }
    }

    private Task<string> RunAsync(IReadOnlyList<string> arguments, TimeSpan patience, CancellationToken cancellationToken) =>
        BoundedRun.RunAsync(_program, [.. arguments, .. Place()], $"kubectl {string.Join(' ', arguments.TakeWhile(argument => !argument.StartsWith('-')))}", patience, cancellationToken);

    private IEnumerable<string> Place() => new (string Name, string? Value)[] { ("kubeconfig", options.Kubeconfig), ("context", options.Context), ("namespace", options.Namespace) }
        .Where(option => option.Value is not null)
        .Select(option => $"--{option.Name}={option.Value}");

    private static string Find(string? chosen) =>
        chosen ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Tool.TryFind("kubectl"))
        ?? throw new TargetException($"kubectl was not found: install it, or name it with --kubectl or in {Variable}.");
}
