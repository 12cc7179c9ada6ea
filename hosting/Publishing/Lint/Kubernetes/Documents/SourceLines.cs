using System.Globalization;

namespace Distribution.Publishing.Lint.Kubernetes.Documents;

/// <summary>Which template a line of a rendered chart comes from: Helm writes it before each document as a comment.</summary>
/// <param name="text">The rendered chart.</param>
internal sealed class SourceLines(string text)
{
    private const string Comment = "# Source: ";

    private readonly IReadOnlyList<(int Line, string Source)> _sources =
        [.. text.Split('\n').Select((content, index) => (Line: index + 1, Content: content)).Where(line => line.Content.StartsWith(Comment, StringComparison.Ordinal)).Select(line => (line.Line, line.Content[Comment.Length..].Trim()))];

    /// <summary>The template and the line, as <c>chart/templates/api.yaml:120</c>; the line is one of the rendered text.</summary>
    public string Locate(int line) => string.Create(CultureInfo.InvariantCulture, $"{_sources.LastOrDefault(source => source.Line <= line).Source ?? "rendered"}:{line}");
}
