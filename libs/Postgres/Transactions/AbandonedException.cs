namespace Distribution.Postgres.Transactions;

/// <summary>A call did not end when it was cancelled, and was left behind.</summary>
internal sealed class AbandonedException() : Exception("The server did not answer, not even a cancellation.");
