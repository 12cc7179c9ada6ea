using System.Text.Json;

namespace Distribution.Machine.State;

/// <summary>The file <c>topology.json</c>: says that a folder is the state of a topology, whose, and in which format, so that nothing else is ever taken for one or wiped.</summary>
/// <param name="Kind">Always <see cref="ThisKind"/>.</param>
/// <param name="Format">The layout's version.</param>
/// <param name="Name">The topology's name.</param>
internal sealed record StateMarker(string Kind, int Format, string Name)
{
    public const string FileName = "topology.json";
    public const string ThisKind = "distribution-topology";
    public const int CurrentFormat = 2;

    public static StateMarker Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        StateMarker? marker;
        try
        {
            marker = JsonSerializer.Deserialize(File.ReadAllBytes(path), StateMarkerJson.Default.StateMarker);
        }
        catch (JsonException)
        {
            marker = null;
        }

        return marker switch
        {
            null or { Kind: not ThisKind } => throw new StateException($"{path} is not readable as a topology's marker: restore it, or use another folder with --state or --name. Nothing was changed."),
            { Format: not CurrentFormat } => throw new StateException(
                $"{folder} was written in state format {marker.Format}, this version knows {CurrentFormat}: run the version that wrote it, or start empty with another --name. Nothing was changed."),
            _ => marker,
        };
    }

    public void Write(string folder) => File.WriteAllBytes(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, StateMarkerJson.Default.StateMarker));
}
