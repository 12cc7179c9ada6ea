namespace Distribution.Publishing.Tests.Lint.Kubernetes;

/// <summary>Documents that keep every rule (<c>good.yaml</c>), in which a test plants one fault.</summary>
internal static class GoodDocuments
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Lint", "Kubernetes", "good.yaml"));

    /// <summary>The documents with one place changed: the first occurrence.</summary>
    public static string With(string place, string change)
    {
        var at = Text.IndexOf(place, StringComparison.Ordinal);
        Assert.True(at >= 0, $"good.yaml has no '{place}' in which to plant a fault.");
        return string.Concat(Text.AsSpan(0, at), change, Text.AsSpan(at + place.Length));
    }
}
