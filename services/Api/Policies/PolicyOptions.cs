namespace Distribution.Api.Policies;

/// <summary>Configuration section <c>Policies</c>.</summary>
internal sealed class PolicyOptions
{
    public const string Section = "Policies";

    /// <summary>Time between two looks at the set's version. Default <see cref="PolicyDefaults.Poll"/>.</summary>
    public TimeSpan Poll { get; set; } = PolicyDefaults.Poll;
}
