using System.Text.Json;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>
/// Puts another version in place by one command for all: Helm and the Deployments know the order and replace pod by pod, migrations first and the scheduler last. It is run when the first member is to be upgraded; of
/// each group it is then asked whether it says another version than before.
/// </summary>
internal sealed class KubernetesUpgrade(string? command)
{
    /// <summary>15 min: a Deployment gives its new pods 10, and Helm waits 5 more for the rest.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, string?> _before = new(StringComparer.Ordinal);
    private Task? _run;

    public string? Lack => command is null ? "what puts another version in place has to be said: --upgrade COMMAND, such as helm upgrade RELEASE CHART --reuse-values --set image.tag=TAG --wait." : null;

    /// <summary>Asks which version each group is.</summary>
    public async Task PrepareAsync(ITarget target, CancellationToken cancellationToken)
    {
        _run = null;
        _before.Clear();
        foreach (var member in (await target.LookAsync(cancellationToken)).Members.Where(member => member is { IsHealthy: true, Endpoint.Scheme: "http" }))
        {
            if (!_before.ContainsKey(member.Group) && await VersionAsync(member, cancellationToken) is { } version)
            {
                _before[member.Group] = version;
            }
        }
    }

    /// <exception cref="TargetException">The command failed, or the member's group says what it said before.</exception>
    public async Task UpgradeAsync(ITarget target, Member member, CancellationToken cancellationToken)
    {
        await (_run ??= OperatorCommand.RunAsync(command!, [], command!, Patience, cancellationToken));
        if (!_before.TryGetValue(member.Group, out var before))
        {
            return;
        }

        foreach (var now in (await target.LookAsync(cancellationToken)).Of(member.Group).Where(now => now.Instance is not null))
        {
            if (await VersionAsync(now, cancellationToken) is var version && version == before)
            {
                throw new TargetException($"The upgrade did not take: {now.Name} says that it is {version}, as before.");
            }
        }
    }

    // PgBouncer has an address and no version.
    private static async Task<string?> VersionAsync(Member member, CancellationToken cancellationToken)
    {
        try
        {
            return await MemberVersion.AskAsync(member, cancellationToken);
        }
        catch (Exception silent) when (silent is HttpRequestException or JsonException || (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
