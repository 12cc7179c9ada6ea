namespace Distribution.Hosting.Valkey;

/// <summary>What is known of one process.</summary>
/// <param name="State">Whether it is there.</param>
/// <param name="Incarnation">Another number for each process of the member.</param>
/// <param name="StopAskedFor">Whether it ended, or is about to, because somebody asked for that.</param>
/// <param name="CanStart">Whether the engine would take a start now.</param>
internal readonly record struct ProcessView(ProcessState State, long Incarnation = 0, bool StopAskedFor = false, bool CanStart = true);
