using System.Net;

namespace Distribution.Drills.Targets.Deployed;

/// <summary>A container or pod as its engine or cluster shows it, before it is itself asked what it is.</summary>
/// <param name="Name">The member's name: <c>postgres-1</c>.</param>
/// <param name="Instance">What changes when it is started anew; null while it does not run.</param>
/// <param name="Serves">Whether it is well, by the health check of its engine or cluster; for a job, whether it ran to completion.</param>
/// <param name="Address">Where this machine reaches it; null while it has none.</param>
/// <param name="Zone">The zone in which it stands; null for one outside of them.</param>
internal sealed record Unit(string Name, string? Instance, bool Serves, IPAddress? Address, string? Zone = null)
{
    /// <summary>Whether it stopped running without having ended: it takes connections and answers none.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Its group, as a member's.</summary>
    public string Group => Member.GroupOf(Name);

    /// <summary>The address with a port, as a URL.</summary>
    public Uri? At(string scheme, int port) => Address is null ? null : new UriBuilder(scheme, Address.ToString(), port).Uri;
}
