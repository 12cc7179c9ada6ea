namespace Distribution.Publishing.Helm.Yaml;

/// <summary>A scalar that Helm computes. It is written as it is, without quotes: where its text could be read as a number, it pipes itself through <c>quote</c>.</summary>
/// <param name="Text">The template, braces included.</param>
internal sealed record HelmValue(string Text)
{
    /// <summary>A scalar of one expression.</summary>
    /// <param name="expression">What stands between the braces.</param>
    public static HelmValue Of(string expression) => new($"{{{{ {expression} }}}}");

    /// <summary>A string of one expression.</summary>
    /// <param name="expression">What stands between the braces.</param>
    public static HelmValue Quoted(string expression) => Of($"{expression} | quote");
}
