namespace Distribution.ServiceDefaults.Health;

/// <summary>Marks an endpoint whose requests are not traced: probes each second would bury the rest.</summary>
internal sealed class UntracedMetadata
{
    public static readonly UntracedMetadata Instance = new();
}
