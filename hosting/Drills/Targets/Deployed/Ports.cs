namespace Distribution.Drills.Targets.Deployed;

/// <summary>The ports on which the containers listen, as the images have them (deploy/images).</summary>
internal static class Ports
{
    public const int Service = 8080;
    public const int Postgres = 5432;
    public const int Patroni = 8008;
    public const int Valkey = 6379;
    public const int Sentinel = 26379;
}
