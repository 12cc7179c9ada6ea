namespace Distribution.Publishing.Reading;

/// <summary>A project as a replica of a workload.</summary>
/// <param name="Workload">The workload's name.</param>
/// <param name="Member">Which replica, from 1.</param>
/// <param name="Members">How many there are in the model.</param>
internal sealed record WorkloadMember(string Workload, int Member, int Members);
