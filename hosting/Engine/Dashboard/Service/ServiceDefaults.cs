namespace Distribution.Engine.Dashboard.Service;

internal static class ServiceDefaults
{
    /// <summary>Changes of this time go out in one message. The dashboard redraws each 100 ms at most and falls behind when every change comes alone.</summary>
    public static readonly TimeSpan GatherChangesFor = TimeSpan.FromMilliseconds(100);

    /// <summary>Largest text of one message of log lines, in characters. The client accepts 16 MB; a character takes up to 3 bytes.</summary>
    public const int LogCharactersPerMessage = 1024 * 1024;
}
