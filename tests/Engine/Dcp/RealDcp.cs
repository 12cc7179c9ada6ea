using Distribution.Machine.Tools;

namespace Distribution.Engine.Tests.Dcp;

/// <summary>Whether Aspire's orchestrator is on this machine; tests that need it are skipped without.</summary>
internal static class RealDcp
{
    public const string Absent = "Aspire's orchestrator is not installed: ./distribution doctor tells how to get it.";

    public static bool IsThere => Tool.TryFind("dcp") is not null;
}
