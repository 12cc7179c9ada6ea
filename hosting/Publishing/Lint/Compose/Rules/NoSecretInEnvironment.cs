using System.Text.RegularExpressions;
using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>A secret is not among the settings, where `docker inspect` and every child process show it.</summary>
internal sealed partial class NoSecretInEnvironment() : ServiceRule("no-secret-in-environment")
{
    protected override IEnumerable<string> Remedies(ServiceNode service) => service.Environment
        .Where(variable => variable.Value.Length > 0 && (IsSecret(variable.Key, variable.Value) || Pair().IsMatch(variable.Value) || Credentials().IsMatch(variable.Value)))
        .Select(variable => $"Put the secret in {variable.Key} into a file of secrets, and name the file.");

    private static bool IsSecret(string name, string value) => NameOfASecret().IsMatch(name) && !value.StartsWith('/');

    [GeneratedRegex(@"(password|passwd|pwd|secret|token|api_?key|private_?key|access_?key|credentials?)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameOfASecret();

    [GeneratedRegex(@"(^|[;\s?&,])(password|pwd|secret|token|accountkey)\s*=\s*[^;\s]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pair();

    [GeneratedRegex(@"://[^/\s:@]*:[^/\s@]+@", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Credentials();
}
