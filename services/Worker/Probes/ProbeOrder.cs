namespace Distribution.Worker.Probes;

/// <summary>The payload of a probe.</summary>
/// <param name="Effect">What to write.</param>
/// <param name="Milliseconds">How long to take before that.</param>
/// <param name="Fails">Whether to fail instead.</param>
internal sealed record ProbeOrder(string? Effect, int? Milliseconds, bool? Fails)
{
    public const string Kind = "probe";
}
