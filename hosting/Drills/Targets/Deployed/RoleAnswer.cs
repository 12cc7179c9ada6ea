namespace Distribution.Drills.Targets.Deployed;

/// <summary>What a member says that it is.</summary>
/// <param name="Role">primary, standby, replica, sentinel, leader or follower.</param>
/// <param name="Term">The timeline, epoch or lease term; null where there is none.</param>
/// <param name="Peers">How many others follow it as they should: standbys that confirm, replicas that are connected, Sentinels that it knows.</param>
internal sealed record RoleAnswer(string Role, long? Term = null, int Peers = 0)
{
    /// <summary>Whether it is the one that there may be only one of.</summary>
    public bool Leads => Role is "primary" or "leader";
}
