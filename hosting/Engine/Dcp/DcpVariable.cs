namespace Distribution.Engine.Dcp;

/// <param name="Name">The environment variable.</param>
/// <param name="Value">Its value; DCP expands templates in it, see <see cref="DcpTemplate"/>.</param>
internal sealed record DcpVariable(string Name, string? Value);
