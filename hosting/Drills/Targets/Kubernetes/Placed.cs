namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>A member, and the pod that is it now.</summary>
/// <param name="Member">The member's name.</param>
/// <param name="Pod">The pod; null while there is none.</param>
internal sealed record Placed(string Member, Pod? Pod);
