namespace Distribution.ServiceDefaults.Bodies;

/// <summary>How much of a body is read.</summary>
/// <param name="Largest">Bytes.</param>
/// <param name="Deepest">Levels of objects and lists in one another.</param>
public sealed record JsonObjectLimits(int Largest, int Deepest);
