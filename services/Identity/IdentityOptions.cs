namespace Distribution.Identity;

/// <summary>Configuration section <c>Identity</c>.</summary>
internal sealed class IdentityOptions
{
    public const string Section = "Identity";

    public const string Rule = "Identity:KeysFolder or Identity:GivenKeysFolder must be set, and not both: Identity__KeysFolder to a folder that only this service may write, Identity__GivenKeysFolder to one with current.pem and next.pem.";

    /// <summary>The folder of the signing keys, mode 0700; made when missing. All replicas use the same.</summary>
    public string KeysFolder { get; set; } = "";

    /// <summary>
    /// Instead of <see cref="KeysFolder"/>, where replicas share no folder: one that holds the keys ready made, and that somebody else changes. Each replica may have a copy of its own. See <see cref="Keys.GivenKeys"/>.
    /// </summary>
    public string GivenKeysFolder { get; set; } = "";

    /// <summary>Whether the keys' place is said once.</summary>
    public bool HasKeys => (KeysFolder.Length > 0) != (GivenKeysFolder.Length > 0);

    /// <summary>The file of the users that a development topology begins with; none without.</summary>
    public string? UsersFile { get; set; }

    /// <summary>The content of such a file, instead of <see cref="UsersFile"/>: for platforms that hand secrets over as environment variables.</summary>
    public string? Users { get; set; }

    /// <summary>By each service's name the path of the file with its secret.</summary>
    public Dictionary<string, string> Clients { get; } = new(StringComparer.Ordinal);

    /// <summary>By each service's name its secret itself, instead of <see cref="Clients"/>: for platforms that hand secrets over as environment variables.</summary>
    public Dictionary<string, string> ClientSecrets { get; } = new(StringComparer.Ordinal);
}
