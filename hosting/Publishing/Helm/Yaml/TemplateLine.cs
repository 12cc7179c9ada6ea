namespace Distribution.Publishing.Helm.Yaml;

/// <summary>A line of its own between entries: Helm's control flow, an included block, or a comment.</summary>
/// <param name="Text">The line; <see cref="Indent"/> in it becomes the column in which it stands.</param>
internal sealed record TemplateLine(string Text)
{
    /// <summary>Stands for the column of the line.</summary>
    public const string Indent = "<indent>";

    /// <summary>Ends a condition or a scope.</summary>
    public static TemplateLine End { get; } = new("{{- end }}");

    /// <summary>The other branch of a condition.</summary>
    public static TemplateLine Else { get; } = new("{{- else }}");

    /// <summary>What follows is there under a condition.</summary>
    public static TemplateLine If(string condition) => new($"{{{{- if {condition} }}}}");

    /// <summary>What follows is there when a value is, which is then the dot.</summary>
    public static TemplateLine With(string value) => new($"{{{{- with {value} }}}}");

    /// <summary>What follows is there for each.</summary>
    public static TemplateLine Range(string items) => new($"{{{{- range {items} }}}}");

    /// <summary>A variable.</summary>
    public static TemplateLine Set(string name, string expression) => new($"{{{{- ${name} := {expression} }}}}");

    /// <summary>A whole block that is computed, at this column.</summary>
    public static TemplateLine Block(string expression) => new($"{{{{- {expression} | nindent {Indent} }}}}");

    /// <summary>A comment for whoever reads the rendered file.</summary>
    public static TemplateLine Comment(string text) => new($"# {text}");
}
