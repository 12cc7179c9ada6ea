namespace Distribution.HashChain.Checkpoints;

/// <summary>The checkpoint or its key cannot be used; the message names the file and the remedy.</summary>
public sealed class CheckpointException(string message, Exception? innerException = null) : Exception(message, innerException);
