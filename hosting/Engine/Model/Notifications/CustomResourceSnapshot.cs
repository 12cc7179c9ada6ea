using System.Collections.Immutable;
using System.Diagnostics;
using Distribution.Engine.Model;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource at a moment, as the dashboard and the command line show it.</summary>
[DebuggerDisplay("{ResourceType,nq} {State?.Text,nq}")]
public sealed record CustomResourceSnapshot
{
    /// <summary>What kind of thing it is: Executable, Project, Parameter, or any other word.</summary>
    public required string ResourceType { get; init; }

    /// <summary>What is known about it, by name.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>When it was added to the model, UTC.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When it was last started, UTC.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When it last ended, UTC.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>One of <see cref="KnownResourceStates"/>, or any other word.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>With what it last ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>
    /// Null unless it is <see cref="KnownResourceStates.Running"/>; healthy when it has no health checks, and otherwise the worst of their reports,
    /// where a check that has not reported yet is unhealthy.
    /// </summary>
    public HealthStatus? HealthStatus => ResourceHealth.Of(State?.Text, HealthReports);

    /// <summary>What its health checks last reported.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>The variables it was last started with.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>Where it can be reached.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>What it can be told to do; kept current by the engine.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    /// <summary>Its arrows to other resources; kept current by the engine.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>Whether it is left out of the dashboard's table.</summary>
    public bool IsHidden { get; init; }

    /// <summary>A name from Fluent UI's icons.</summary>
    public string? IconName { get; init; }

    /// <summary>Filled or outlined.</summary>
    public IconVariant? IconVariant { get; init; }

    /// <summary>Counts the changes of this resource, from 1.</summary>
    internal long Version { get; init; }

    /// <summary>Counts how often it has become Running.</summary>
    internal int Start { get; init; }

    /// <summary>Completed once all subscribers of this start's ResourceReadyEvent have been told; null before it is healthy.</summary>
    internal Task? Ready { get; init; }
}
