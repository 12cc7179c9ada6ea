using System.Data.Common;

namespace Distribution.Postgres;

/// <summary>The call found no primary that did the work within its budget. Nothing was committed: it is safe to try again later.</summary>
public sealed class DatabaseUnavailableException(string message, Exception? innerException = null) : DbException(message, innerException)
{
    /// <inheritdoc/>
    public override bool IsTransient => true;
}
