using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Policies;

/// <summary>What became of a change.</summary>
/// <param name="Policy">As it is now; null when refused.</param>
/// <param name="Refusal">Why not; null when done.</param>
/// <param name="IsNew">Whether there was none of that name before.</param>
/// <param name="Set">All policies after the change; null when nothing had to be changed.</param>
internal sealed record PolicyChange(Policy? Policy, Refusal? Refusal, bool IsNew = false, PolicySet? Set = null);
