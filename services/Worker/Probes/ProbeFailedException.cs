namespace Distribution.Worker.Probes;

/// <summary>A probe was ordered to fail.</summary>
internal sealed class ProbeFailedException(string message) : Exception(message);
