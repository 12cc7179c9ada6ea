using YamlDotNet.Serialization;

namespace Distribution.Publishing.Compose.Model;

/// <summary>A service of a compose file: one container. What is changed here in a callback of <c>PublishToCompose</c> is written out as it is.</summary>
/// <param name="name">Its name, which the other containers reach it by.</param>
public sealed class ComposeService(string name) : IComposeEntry
{
    /// <summary>Its name, which the other containers reach it by.</summary>
    [YamlIgnore]
    public string Name { get; } = name;

    /// <summary>What stands above it in the file; null for nothing.</summary>
    [YamlIgnore]
    public string? Comment { get; set; }

    /// <summary>Repository and tag.</summary>
    public string? Image { get; set; }

    /// <summary>What replaces the image's command.</summary>
    public IList<string> Command { get; set; } = [];

    /// <summary>uid:gid of its processes.</summary>
    public string? User { get; set; }

    /// <summary>Its settings. A value may have <c>${NAME:-default}</c>; a dollar sign is written twice. Never a secret.</summary>
    public IDictionary<string, string> Environment { get; set; } = new OrderedDictionary<string, string>();

    /// <summary>The secrets that it finds in <c>/run/secrets</c>.</summary>
    public IList<string> Secrets { get; set; } = [];

    /// <summary>Files of settings that it finds at a path.</summary>
    public IList<ComposeConfigUse> Configs { get; set; } = [];

    /// <summary>Ports of the machine that lead to it.</summary>
    public IList<ComposePort> Ports { get; set; } = [];

    /// <summary>The networks that it is in.</summary>
    public IDictionary<string, ComposeAttachment> Networks { get; set; } = new OrderedDictionary<string, ComposeAttachment>();

    /// <summary>What must be so before it is started.</summary>
    public IDictionary<string, ComposeDependency> DependsOn { get; set; } = new OrderedDictionary<string, ComposeDependency>();

    /// <summary>How the engine asks for its health; null for a job.</summary>
    [YamlMember(Alias = "healthcheck")]
    public ComposeHealthCheck? HealthCheck { get; set; }

    /// <summary>When the engine starts it again.</summary>
    public string? Restart { get; set; }

    /// <summary>How long it has from SIGTERM to SIGKILL: <c>20s</c>.</summary>
    public string? StopGracePeriod { get; set; }

    /// <summary>Whether its image's files cannot be written.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>Folders in memory, with their options.</summary>
    public IList<string> Tmpfs { get; set; } = [];

    /// <summary>What outlives it: <c>VOLUME:PATH</c>.</summary>
    public IList<string> Volumes { get; set; } = [];

    /// <summary>The kernel's capabilities that it does without.</summary>
    public IList<string> CapDrop { get; set; } = [];

    /// <summary>Options of the engine's security.</summary>
    public IList<string> SecurityOpt { get; set; } = [];

    /// <summary>Options of the resolver, as in resolv.conf.</summary>
    public IList<string> DnsOpt { get; set; } = [];

    /// <summary>Its weight when processors are short: 1024 is a whole core.</summary>
    public int? CpuShares { get; set; }

    /// <summary>What it may use.</summary>
    public ComposeDeployment? Deploy { get; set; }

    /// <summary>Where its output goes.</summary>
    public ComposeLogging? Logging { get; set; }

    /// <summary>Its labels.</summary>
    public IDictionary<string, string> Labels { get; set; } = new OrderedDictionary<string, string>();
}
