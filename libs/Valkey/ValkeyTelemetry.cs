namespace Distribution.Valkey;

/// <summary>What to add to a tracer or meter provider.</summary>
public static class ValkeyTelemetry
{
    /// <summary>The name of both the activity source and the meter.</summary>
    public const string Name = "Distribution.Valkey";
}
