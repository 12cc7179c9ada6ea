namespace Distribution.Postgres.Primary;

/// <summary>The server answers but must not be written to: a standby, or a primary that another one has replaced.</summary>
internal sealed class NotPrimaryException(string message) : Exception(message);
