using System.Runtime.InteropServices;

namespace Distribution.Jobs.Store;

/// <summary>A job that the database counts as running in a worker.</summary>
/// <param name="Id">The job.</param>
/// <param name="Term">Of its claim.</param>
/// <param name="Cancelling">Whether somebody asked for its cancellation.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HeldJob(Guid Id, long Term, bool Cancelling);
