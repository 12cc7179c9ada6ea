using System.Text.RegularExpressions;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Secrets;

/// <summary>Tells what looks like a secret. It cannot know all; the test that publishes with a known secret and looks for it everywhere is the proof.</summary>
internal static partial class SecretText
{
    /// <summary>Whether a value under a name looks like a secret. A path is none, and neither is an empty value or one that refers to another variable.</summary>
    public static bool IsSecret(string name, string value) =>
        (IsName(name) && value.Length > 0 && !IsReference(value)) || Content().IsMatch(value);

    private static bool IsName(string name) => Name().IsMatch(name) && !NameOfOther().IsMatch(name);

    private static bool IsReference(string value) => value.StartsWith('/') || value.StartsWith("$(", StringComparison.Ordinal) || bool.TryParse(value, out _) || value.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    [GeneratedRegex("password|passwd|secret|token|api_?key|private_?key|credential", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    // Names of things about secrets: where they are, how long they live, who issues them.
    [GeneratedRegex("(file|path|folder|name|url|uri|lifetime|seconds|minutes|issuer|audience|clientid|enabled|__id)$|^tokens__(?!.*secret$)|\\.(sh|conf|yaml|yml|ini|json)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameOfOther();

    // A key, a password in a connection string or a mapping, Valkey's configuration lines, a password in a URL.
    [GeneratedRegex(
        @"-----BEGIN [A-Z ]*PRIVATE KEY|\b(password|pwd)[""']?\s*[=:]\s*[""']?[^\s;/$<{'""]{4,}|^\s*(requirepass|masterauth|sentinel\s+auth-pass\s+\S+)\s+[^\s/$]{4,}|://[^/\s:@]+:[^@\s/$]+@",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Content();
}
