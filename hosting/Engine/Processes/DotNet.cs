using System.Runtime.InteropServices;

namespace Distribution.Engine.Processes;

/// <summary>The .NET that runs this process, for programs that it starts: the same one, without a search.</summary>
internal static class DotNet
{
    /// <summary>Its folder, for <c>DOTNET_ROOT</c>.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>The program that runs a built assembly.</summary>
    public static string Program { get; } = File.Exists(Path.Combine(Root, "dotnet")) ? Path.Combine(Root, "dotnet") : "dotnet";
}
