using System.Text.Json;

namespace Distribution.Tokens;

/// <summary>The file in which a verifier keeps the keys that it last had, so that it verifies from its first moment even while Identity is out. Written whole or not at all.</summary>
internal sealed class KeyFile(string path)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>What was kept; null without a file.</summary>
    /// <exception cref="FormatException">The file is something else.</exception>
    public KnownKeys? Read()
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(Path), TokensJson.Default.KeyFileContent) is { Keys: not null } content
                ? KnownKeys.From(new(content.Keys), content.Revoked ?? [])
                : throw new FormatException("it has no 'keys'");
        }
        catch (Exception failure) when (failure is JsonException or FormatException)
        {
            throw new FormatException($"The file {Path} is no key set ({failure.Message}): delete it, it is made again from what Identity publishes.", failure);
        }
    }

    public void Write(KnownKeys keys)
    {
        var json = JsonSerializer.Serialize(new(keys.Published.Keys, [.. keys.Withdrawn]), TokensJson.Default.KeyFileContent);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var draft = $"{Path}.{Guid.CreateVersion7():N}";
        try
        {
            using (var file = new StreamWriter(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Private }))
            {
                file.Write(json);
            }

            File.Move(draft, Path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
