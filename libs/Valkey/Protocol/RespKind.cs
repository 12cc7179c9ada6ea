namespace Distribution.Valkey;

/// <summary>The types of RESP3, each with the byte that announces it on the wire.</summary>
public enum RespKind : byte
{
    /// <summary>A short text without line ends, such as <c>OK</c>.</summary>
    SimpleString = (byte)'+',

    /// <summary>An error in one line.</summary>
    Error = (byte)'-',

    /// <summary>A signed 64-bit integer.</summary>
    Integer = (byte)':',

    /// <summary>Bytes of a stated length.</summary>
    BulkString = (byte)'$',

    /// <summary>An ordered list of values.</summary>
    Array = (byte)'*',

    /// <summary>No value; RESP2's <c>$-1</c> and <c>*-1</c> are read as this too.</summary>
    Null = (byte)'_',

    /// <summary>True or false.</summary>
    Boolean = (byte)'#',

    /// <summary>A floating-point number, infinities and NaN included.</summary>
    Double = (byte)',',

    /// <summary>An integer of any size.</summary>
    BigNumber = (byte)'(',

    /// <summary>An error of a stated length, which may hold line ends.</summary>
    BulkError = (byte)'!',

    /// <summary>Text with a three-letter format, such as <c>txt</c> or <c>mkd</c>.</summary>
    VerbatimString = (byte)'=',

    /// <summary>Keys and values in turn.</summary>
    Map = (byte)'%',

    /// <summary>A list without an order.</summary>
    Set = (byte)'~',

    /// <summary>Sent without being asked for: a message of a channel, or a confirmation of a subscription.</summary>
    Push = (byte)'>',
}
