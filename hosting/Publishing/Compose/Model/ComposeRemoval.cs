namespace Distribution.Publishing.Compose.Model;

/// <summary>Takes away what another file has: compose's <c>!reset</c>.</summary>
internal sealed class ComposeRemoval : IComposeEntry
{
    public static readonly ComposeRemoval Instance = new();

    public string? Comment { get; init; }
}
