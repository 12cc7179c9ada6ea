namespace Distribution.Publishing.Compose.Model;

/// <summary>What a file says of a service: all of it, what an overlay changes of it, or that it is not there.</summary>
internal interface IComposeEntry
{
    /// <summary>What stands above it in the file; null for nothing.</summary>
    string? Comment { get; }
}
