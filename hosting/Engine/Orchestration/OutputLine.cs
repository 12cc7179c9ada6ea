using System.Runtime.InteropServices;

namespace Distribution.Engine.Orchestration;

/// <param name="Time">When it was written, UTC.</param>
/// <param name="Text">Without the line's end.</param>
/// <param name="IsError">Whether it was written to standard error.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OutputLine(DateTimeOffset Time, string Text, bool IsError);
