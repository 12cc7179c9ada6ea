namespace Distribution.Containers;

/// <summary>Something of the container engine, of compose or of an image failed. The message names it and says what would do.</summary>
/// <param name="message">What failed, and the remedy.</param>
public sealed class ContainerException(string message) : Exception(message);
