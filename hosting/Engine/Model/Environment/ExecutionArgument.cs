namespace Distribution.Engine.Model;

/// <summary>An argument.</summary>
/// <param name="Value">Its text.</param>
/// <param name="IsSensitive">Whether a secret is part of it, so that it is not to be shown.</param>
internal readonly record struct ExecutionArgument(string Value, bool IsSensitive);
