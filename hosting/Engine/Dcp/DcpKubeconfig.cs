using System.Text.RegularExpressions;

namespace Distribution.Engine.Dcp;

/// <summary>Where DCP serves and the token it wants, from the kubeconfig that it writes.</summary>
internal sealed partial record DcpKubeconfig(Uri Server, string Token)
{
    /// <summary>Reads the file, or returns null while it is absent or not complete.</summary>
    public static DcpKubeconfig? TryRead(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var text = File.ReadAllText(path);
        return ServerLine().Match(text) is { Success: true } server && TokenLine().Match(text) is { Success: true } token
            ? new DcpKubeconfig(new Uri(server.Groups["value"].Value), token.Groups["value"].Value)
            : null;
    }

    [GeneratedRegex(@"^\s*server:\s*(?<value>https://\S+)\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServerLine();

    [GeneratedRegex(@"^\s*token:\s*(?<value>\S+)\s*\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TokenLine();
}
