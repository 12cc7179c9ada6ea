namespace Distribution.Identity;

/// <summary>Configuration section <c>Identity</c>.</summary>
internal sealed class IdentityOptions
{
    public const string Section = "Identity";

    /// <summary>The folder of the signing keys, mode 0700; made when missing. All replicas use the same.</summary>
    public string KeysFolder { get; set; } = "";

    /// <summary>The file of the users that a development topology begins with; none without.</summary>
    public string? UsersFile { get; set; }

    /// <summary>By each service's name the path of the file with its secret.</summary>
    public Dictionary<string, string> Clients { get; } = new(StringComparer.Ordinal);
}
