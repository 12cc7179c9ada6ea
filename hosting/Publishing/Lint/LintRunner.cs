using Distribution.Publishing.Lint.Azd;
using Distribution.Publishing.Lint.Compose;
using Distribution.Publishing.Lint.Kubernetes;

namespace Distribution.Publishing.Lint;

/// <summary>Checks what was emitted, by what it is: each target has rules of its own. Nothing is fetched and nothing is started but Helm, to render a chart.</summary>
public static class LintRunner
{
    private static readonly ILint[] Lints = [new ChartLint(), new ComposeLint(), new AzdLint()];

    /// <summary>Checks a folder.</summary>
    /// <param name="folder">What <c>publish</c> wrote.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What should be remedied, in the order of the files; empty when nothing.</returns>
    /// <exception cref="PublishException">It is not such a folder, or cannot be checked on this machine.</exception>
    public static Task<IReadOnlyList<Finding>> CheckAsync(string folder, CancellationToken cancellationToken)
    {
        // A chart lies in a folder of its name.
        IEnumerable<string> places = Directory.Exists(folder) ? [folder, .. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)] : [];
        return places.SelectMany(place => Lints.Where(lint => File.Exists(Path.Combine(place, lint.Mark))).Select(lint => (lint, place))).FirstOrDefault() is ({ } found, var marked)
            ? found.CheckAsync(marked, cancellationToken)
            : throw new PublishException($"'{folder}' has nothing to check: none of the files {string.Join(", ", Lints.Select(lint => lint.Mark))} is in it. Name a folder that publish wrote.");
    }
}
