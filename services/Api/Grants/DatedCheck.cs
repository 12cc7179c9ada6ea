namespace Distribution.Api.Grants;

/// <summary>What the database said of a grant, and for how long that may be repeated.</summary>
/// <param name="Check">The answer.</param>
/// <param name="State">The grant's.</param>
/// <param name="Left">Until the grant's end, by the database's clock at that moment; negative after it.</param>
internal sealed record DatedCheck(GrantCheck Check, string State, TimeSpan Left)
{
    /// <summary>
    /// For how long the answer may still be given. That a grant holds is never said beyond its end; one that is being provisioned is about to hold, so that it does not is not kept.
    /// </summary>
    /// <param name="age">Since the database was asked, which was before it answered.</param>
    public TimeSpan GoodFor(TimeSpan age) => State switch
    {
        Grant.Provisioning => TimeSpan.Zero,
        Grant.Active when Left - age < GrantDefaults.CheckCacheTime => Left - age,
        _ => GrantDefaults.CheckCacheTime,
    };
}
