namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>Processes of a member could not be killed, so that nothing may be promoted.</summary>
internal sealed class FenceException(string message) : Exception(message);
