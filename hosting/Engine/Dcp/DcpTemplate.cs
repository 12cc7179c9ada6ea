namespace Distribution.Engine.Dcp;

/// <summary>DCP runs arguments and environment values through Go's text/template, so a value that holds "{{" may come out changed.</summary>
internal static class DcpTemplate
{
    /// <summary>What must be sent so that the process gets <paramref name="value"/>.</summary>
    public static string Literal(string value) => value.Replace("{{", "{{\"{{\"}}", StringComparison.Ordinal);
}
