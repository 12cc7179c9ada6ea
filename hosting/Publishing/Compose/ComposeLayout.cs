using System.Globalization;

namespace Distribution.Publishing.Compose;

/// <summary>What the containers of every topology have in common, and what an operator may set in the file of settings.</summary>
internal static class ComposeLayout
{
    /// <summary>The images' user (deploy/images); above 10000, so that it is nobody's on the machine.</summary>
    public const int UserId = 10001;

    /// <summary>The first part of the images' names, as `./distribution images build` makes them.</summary>
    public const string Repository = "distribution";

    public const string SecretsFolder = "/run/secrets";

    public const string VolumesFolder = "/var/lib/distribution";

    /// <summary>The drills touch only containers that have it.</summary>
    public const string Marker = "distribution.topology";

    /// <summary>Compose knows the project's name whatever it was set by.</summary>
    public const string TopologyName = "${COMPOSE_PROJECT_NAME}";

    /// <summary>The port of the gateways on the machine: that of the first one, and one more for each further one.</summary>
    public const int GatewayPort = 8080;

    /// <summary>Members of the store in which Patroni elects: the fewest of which one may be lost.</summary>
    public const int StoreMembers = 3;

    /// <summary>The first three numbers of the network of the cache.</summary>
    public const string ValkeyNetworkDefault = "10.213.17";

    /// <summary>
    /// Addresses of the network of the cache, whose members know each other by address. Docker itself takes its networks from 172.16/12 and 192.168/16, so this one is from neither. A second
    /// topology on the machine wants another.
    /// </summary>
    public const string ValkeyNetwork = $"${{{ComposeSettings.ValkeyNetwork}:-{ValkeyNetworkDefault}}}";

    /// <summary>Of the store; a database member's own port is the description's.</summary>
    public const int StoreClientPort = 2379;

    public const int StorePeerPort = 2380;

    public static string User { get; } = string.Create(CultureInfo.InvariantCulture, $"{UserId}:{UserId}");

    public static string Member(string group, int index) => string.Create(CultureInfo.InvariantCulture, $"{group}-{index}");

    public static string ServiceImage(string name, string version) => Image(name, ComposeSettings.Tag, version);

    /// <summary>A database's image has a tag of its own: a new version of the services is no reason to restart it.</summary>
    public static string ServerImage(string name, string version) => Image(name, ComposeSettings.ServerTag, version);

    public static string Volume(string name) => $"{VolumesFolder}/{name}";

    public static string Secret(string name) => $"{SecretsFolder}/{name}";

    /// <summary>A dollar sign begins a setting's name unless it is written twice.</summary>
    public static string Literal(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Ceiling(time.TotalSeconds)}s");

    private static string Image(string name, string tag, string version) => $"${{{ComposeSettings.Repository}:-{Repository}}}/{name}:${{{tag}:-{version}}}";
}
