using Distribution.Api.Validation;

namespace Distribution.Api.Policies;

internal static class TargetPattern
{
    private const char Rest = '*';

    public static bool Matches(string pattern, string target)
        => pattern.EndsWith(Rest) ? target.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == target;

    public static string? Fault(string pattern)
        => pattern == "*" ? null : Texts.Target.Fault(pattern.EndsWith(Rest) ? pattern[..^1] : pattern);
}
