namespace Distribution.Publishing.Lint;

/// <summary>Something in an emitted file that should not go to production.</summary>
/// <param name="Rule">The rule's name: <c>read-only-root</c>.</param>
/// <param name="Object">What breaks it: <c>Deployment/distribution-api, container api</c>.</param>
/// <param name="Remedy">What to do about it, in one sentence.</param>
public sealed record Finding(string Rule, string Object, string Remedy)
{
    /// <summary>Where it is, as <c>FILE:LINE</c>; null where the object says it all.</summary>
    public string? Location { get; init; }

    /// <summary>All of it on one line.</summary>
    public override string ToString() => $"{Rule}: {Object}{(Location is null ? "" : $" ({Location})")}: {Remedy}";
}
