namespace Distribution.Worker.Access;

/// <summary>No replica did what a job asked for; the message says what each answered.</summary>
internal sealed class ApiFailedException(string message, Exception? innerException = null) : Exception(message, innerException);
