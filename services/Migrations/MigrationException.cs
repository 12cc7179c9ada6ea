namespace Distribution.Migrations;

/// <summary>A run cannot go on; the message names the database, the migration and the remedy, in one line.</summary>
internal sealed class MigrationException(string message, Exception? innerException = null) : Exception(message, innerException);
