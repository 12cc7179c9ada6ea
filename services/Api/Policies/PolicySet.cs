namespace Distribution.Api.Policies;

/// <summary>All policies as they were together at one version.</summary>
/// <param name="Version">Raised by every change of any policy.</param>
/// <param name="Policies">By name.</param>
internal sealed record PolicySet(long Version, IReadOnlyList<Policy> Policies)
{
    public Policy? Find(string name) => Policies.FirstOrDefault(policy => policy.Name == name);

    public IEnumerable<Policy> Covering(string role, string target) => Policies.Where(policy => policy.Covers(role, target));
}
