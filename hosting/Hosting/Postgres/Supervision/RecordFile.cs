using System.Text.Json;
using System.Text.Json.Nodes;

namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>The record as a JSON file, written aside, fsynced and renamed, so that it is always the old one or the new one.</summary>
internal sealed class RecordFile(string path, string cluster) : IRecordStore
{
    private const int Format = 1;

    public ClusterRecord? Load()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            var format = json["format"]!.GetValue<int>();
            if (format != Format)
            {
                throw new UnreadableRecordException(
                    $"The state file {path} of cluster '{cluster}' has format {format}, and this version knows {Format}: start the cluster with the version that wrote it.", isNewer: format > Format);
            }

            var record = new ClusterRecord(
                json["cluster"]!.GetValue<string>(),
                json["term"]!.GetValue<int>(),
                json["primary"]!.GetValue<string>(),
                Enum.Parse<StandbyStanding>(json["standby"]!.GetValue<string>(), ignoreCase: true),
                json["promoting"]?.GetValue<string>());
            return record.Cluster == cluster
                ? record
                : throw new UnreadableRecordException($"The state file {path} belongs to cluster '{record.Cluster}', not to '{cluster}': put the right one back.", isNewer: true);
        }
        catch (Exception failure) when (failure is JsonException or NullReferenceException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new UnreadableRecordException($"The state file {path} of cluster '{cluster}' is corrupt ({failure.Message.TrimEnd('.')}).", inner: failure);
        }
    }

    public void Save(ClusterRecord record)
    {
        var fresh = $"{path}.new";
        var json = new JsonObject
        {
            ["format"] = Format,
            ["cluster"] = record.Cluster,
            ["term"] = record.Term,
            ["primary"] = record.Primary,
            ["standby"] = record.Standby.ToString(),
            ["promoting"] = record.Promoting,
        };
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(json));
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
        Durable.Flush(Path.GetDirectoryName(path)!);
    }

    public string SetAside()
    {
        var aside = Enumerable.Range(1, int.MaxValue).Select(number => $"{path}.unreadable-{number}").First(candidate => !File.Exists(candidate));
        File.Move(path, aside);
        return aside;
    }
}
