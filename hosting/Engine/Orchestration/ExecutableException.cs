namespace Distribution.Engine.Orchestration;

/// <summary>An executable could not be started or stopped; the message says which and why.</summary>
internal sealed class ExecutableException(string message) : Exception(message);
