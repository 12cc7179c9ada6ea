using Aspire.Hosting.ApplicationModel;
using Distribution.Publishing.Description.Values;

namespace Distribution.Publishing.Description;

/// <summary>A program of ours that runs as one or several replicas, or once.</summary>
/// <param name="Name">Its name without a number: <c>api</c>; also the last part of its image's name.</param>
/// <param name="Kind">Whether it serves or runs to completion.</param>
/// <param name="Replicas">How many at least.</param>
/// <param name="ProjectPath">The .csproj, an absolute path.</param>
public sealed record Workload(string Name, WorkloadKind Kind, int Replicas, string ProjectPath)
{
    /// <summary>Whether people come in through it: the only one that is published outside.</summary>
    public bool IsGateway { get; init; }

    /// <summary>Whether one of its replicas leads; it is then rolled out last.</summary>
    public bool HasLeader { get; init; }

    /// <summary>The port that it listens on; null for a job, which listens on none.</summary>
    public int? Port { get; init; }

    /// <summary>Its settings, in the order of the model.</summary>
    public IReadOnlyList<Variable> Environment { get; init; } = [];

    /// <summary>What it keeps.</summary>
    public IReadOnlyList<Volume> Volumes { get; init; } = [];

    /// <summary>Whom it waits for before its first start.</summary>
    public IReadOnlyList<Dependency> Dependencies { get; init; } = [];

    /// <summary>Every secret that its settings name, each once.</summary>
    public IReadOnlyList<Secret> Secrets { get; init; } = [];

    /// <summary>How it is asked for its health; null for a job.</summary>
    public Probes? Probes { get; init; }

    /// <summary>How many replicas it may become; null where it stays at <see cref="Replicas"/>.</summary>
    public Scaling? Scaling { get; init; }

    /// <summary>What it may use.</summary>
    public WorkloadResources Resources { get; init; } = WorkloadResources.Service;

    /// <summary>How it leaves.</summary>
    public Draining Draining { get; init; } = Draining.Default;

    /// <summary>What the AppHost says of it to one target only: an emitter picks its own.</summary>
    public IReadOnlyList<IResourceAnnotation> Annotations { get; init; } = [];

    /// <summary>The workloads that it calls, by name, each once: what a network policy must let through.</summary>
    public IReadOnlyList<string> Calls =>
        [.. Environment.SelectMany(variable => variable.Parts).OfType<AddressPart>().Select(part => part.Workload).Where(name => name != Name).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether it connects to the database cluster.</summary>
    public bool UsesPostgres => Environment.Any(variable => variable.Parts.OfType<PostgresHostsPart>().Any());

    /// <summary>Whether it connects to the cache cluster.</summary>
    public bool UsesValkey => Environment.Any(variable => variable.Parts.OfType<SentinelHostsPart>().Any());
}
