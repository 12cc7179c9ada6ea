namespace Distribution.Engine.Dcp;

/// <param name="ExecutablePath">The program, with its path.</param>
/// <param name="WorkingDirectory">Must exist.</param>
/// <param name="Args">Its arguments; DCP expands templates in them, see <see cref="DcpTemplate"/>.</param>
/// <param name="Env">Its environment; DCP expands templates in the values.</param>
internal sealed record DcpExecutableSpec(string ExecutablePath, string WorkingDirectory, IReadOnlyList<string>? Args, IReadOnlyList<DcpVariable>? Env)
{
    public string ExecutionType { get; init; } = "Process";

    /// <summary>Without it an executable inherits DCP's environment.</summary>
    public DcpAmbientEnvironment AmbientEnvironment { get; init; } = new("DoNotInherit");
}
