namespace Distribution.Publishing.Compose.Model;

/// <summary>A secret or a file of settings, and where it is on the machine.</summary>
/// <param name="File">Its path, relative to the compose file.</param>
internal sealed record ComposeFileSource(string File);
