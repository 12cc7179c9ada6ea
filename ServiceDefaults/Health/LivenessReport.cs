namespace Distribution.ServiceDefaults.Health;

internal sealed record LivenessReport(string Status)
{
    public const string Alive = "alive";
}
