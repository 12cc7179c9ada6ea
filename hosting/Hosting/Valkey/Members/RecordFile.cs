using System.Text.Json;
using Distribution.Machine.Secrets;

namespace Distribution.Hosting.Valkey;

/// <summary>
/// The record in a small JSON file. Without one the member whose AOF was written last is the primary of old, because that is where writes were
/// acknowledged last; and of a new cluster the first.
/// </summary>
internal sealed class RecordFile(string path, IReadOnlyList<string> members, Func<string, string> dataFolder) : IClusterRecords
{
    private const int Format = 1;

    public ClusterRecord Load()
    {
        if (!File.Exists(path))
        {
            return new ClusterRecord(LastWritten(), Term: 0);
        }

        Content? content = null;
        string why;
        try
        {
            content = JsonSerializer.Deserialize<Content>(File.ReadAllText(path), JsonSerializerOptions.Web);
            why = content?.Format == Format ? $"it names '{content.Primary}', which is none of {string.Join(", ", members)}" : $"its format is {content?.Format}, not {Format}";
        }
        catch (JsonException e)
        {
            why = e.Message;
        }

        return content is { Format: Format, Term: >= 0, Primary: { } primary } && members.Contains(primary, StringComparer.Ordinal)
            ? new ClusterRecord(primary, content.Term)
            : throw new InvalidDataException(
                $"The record of the Valkey primary, '{path}', cannot be used: {why}. Remove the file to go on with the data that was written last, that of {LastWritten()}; no data was touched.");
    }

    public void Save(ClusterRecord record)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        SecretFile.Write(path, JsonSerializer.Serialize(new Content(Format, record.Primary, record.Term), JsonSerializerOptions.Web));
    }

    private string LastWritten() =>
        members.Select(m => (Name: m, At: WrittenAt(dataFolder(m)))).Where(m => m.At is not null).OrderByDescending(m => m.At).Select(m => m.Name).FirstOrDefault() ?? members[0];

    private static DateTime? WrittenAt(string folder)
    {
        var aof = new DirectoryInfo(Path.Combine(folder, "appendonlydir"));
        return aof.Exists ? aof.EnumerateFiles().Where(f => f.Length > 0).Max(f => (DateTime?)f.LastWriteTimeUtc) : null;
    }

    private sealed record Content(int Format, string? Primary, long Term);
}
