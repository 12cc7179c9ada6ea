namespace Distribution.HashChain.Appending;

/// <summary>What became of some entries.</summary>
/// <param name="Appended">How many were recorded just now.</param>
/// <param name="Known">How many had been recorded before.</param>
public sealed record AppendResult(int Appended, int Known);
