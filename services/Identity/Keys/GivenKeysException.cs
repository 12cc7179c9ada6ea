namespace Distribution.Identity.Keys;

/// <summary>The keys are somebody else's to change.</summary>
internal sealed class GivenKeysException() : InvalidOperationException(GivenKeys.Remedy);
