namespace Distribution.Tokens;

/// <summary>The header as we write it: <c>alg</c> ES256, <c>typ</c> JWT, <c>kid</c>, and nothing else: no key and no address of one, and nothing critical.</summary>
internal static class TokenHeader
{
    private const int Members = 3;

    /// <summary>The name of the key; null when the header is not such a one.</summary>
    public static string? KeyId(byte[] header)
    {
        if (!StrictJson.TryParse(header, out var document))
        {
            return null;
        }

        using (document)
        {
            var root = document.RootElement;
            return root.GetPropertyCount() == Members && root.Text("alg") == Es256.Name && root.Text("typ") == "JWT" ? root.Text("kid") : null;
        }
    }
}
