namespace Distribution.Hosting.Leadership;

/// <summary>What a member says of itself.</summary>
/// <param name="Leader">Whether it leads at this moment.</param>
/// <param name="Term">Under which term; null while it follows.</param>
internal sealed record LeadershipReport(bool Leader, long? Term)
{
    public string Role => Leader ? "leader" : "follower";
}
