namespace Distribution.Engine.Dcp;

/// <summary>The states of an executable that matter here.</summary>
internal static class DcpState
{
    public const string Running = "Running";
    public const string Finished = "Finished";
    public const string Terminated = "Terminated";
    public const string FailedToStart = "FailedToStart";
}
