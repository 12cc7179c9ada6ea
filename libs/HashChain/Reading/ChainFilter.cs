namespace Distribution.HashChain.Reading;

/// <summary>Which records are asked for; what is null does not matter.</summary>
public sealed record ChainFilter
{
    /// <summary>To what it was done.</summary>
    public string? Subject { get; init; }

    /// <summary>Who did it.</summary>
    public string? Actor { get; init; }

    /// <summary>What was done.</summary>
    public string? Action { get; init; }

    /// <summary>Not before this.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only records after this one.</summary>
    public long After { get; init; }
}
