namespace Distribution.Engine.Dashboard;

internal static class DashboardDefaults
{
    /// <summary>The dashboard takes most of a second of a core to start, which belongs to the topology first. If that is not healthy by then, somebody wants to look.</summary>
    public static readonly TimeSpan StartAfterAtMost = TimeSpan.FromSeconds(6);

    /// <summary>Before the first new start of a dashboard that died; an open page joins again within 6 s.</summary>
    public static readonly TimeSpan FirstRestartAfter = TimeSpan.FromMilliseconds(500);

    /// <summary>Between later ones. There is no last one: it costs little and nothing depends on it.</summary>
    public static readonly TimeSpan LaterRestartsAfterAtMost = TimeSpan.FromSeconds(30);

    /// <summary>A dashboard that ran this long did not die of what killed the one before it.</summary>
    public static readonly TimeSpan CountsAsStableAfter = TimeSpan.FromMinutes(1);
}
