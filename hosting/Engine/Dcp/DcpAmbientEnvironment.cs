namespace Distribution.Engine.Dcp;

/// <param name="Behavior">Inherit or DoNotInherit.</param>
internal sealed record DcpAmbientEnvironment(string Behavior);
