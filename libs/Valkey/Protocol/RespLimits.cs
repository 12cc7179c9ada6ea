namespace Distribution.Valkey;

/// <summary>How much one value may be. A value beyond these is a protocol error: it is garbage, or would take the process's memory.</summary>
internal sealed record RespLimits
{
    /// <summary>Headers and numbers: 20 characters hold any 64-bit integer, a double of 17 digits takes 24.</summary>
    public const int NumberLength = 64;

    /// <summary>Parsing a big number costs the square of its length; 4096 digits are 13 600 bits.</summary>
    public const int BigNumberLength = 4096;

    public static RespLimits Default { get; } = new();

    /// <summary>Nested aggregates; the deepest answer of a server (<c>COMMAND DOCS</c>) has 6.</summary>
    public int Depth { get; init; } = 32;

    /// <summary>Bytes in a simple string or error; the longest real ones are error texts of a script.</summary>
    public int LineLength { get; init; } = 64 * 1024;

    /// <summary>Bytes in a bulk string: <c>proto-max-bulk-len</c> of a server is 512 MiB, a cache entry has no business above 64.</summary>
    public int BulkLength { get; init; } = 64 * 1024 * 1024;

    /// <summary>Elements in one whole value, all depths together.</summary>
    public int Elements { get; init; } = 1024 * 1024;
}
