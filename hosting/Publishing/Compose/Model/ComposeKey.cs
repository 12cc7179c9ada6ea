namespace Distribution.Publishing.Compose.Model;

/// <summary>A name in a file, and what stands above it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Comment">A line or several; null for none.</param>
internal readonly record struct ComposeKey(string Name, string? Comment = null)
{
    public static implicit operator ComposeKey(string name) => new(name);
}
