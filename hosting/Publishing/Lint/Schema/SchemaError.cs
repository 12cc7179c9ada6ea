namespace Distribution.Publishing.Lint.Schema;

/// <summary>What the decoder refused.</summary>
/// <param name="Document">Which document, from 0.</param>
/// <param name="Path">The place in it, as a JSON pointer.</param>
/// <param name="Problem">A JSON schema keyword (<c>required</c>, <c>type</c>, <c>enum</c>, <c>format</c> …), <c>unknown</c> for a field, <c>kind</c> for a document.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record SchemaError(int Document, string Path, string Problem, string Message)
{
    /// <summary>The rule that it breaks.</summary>
    public string Rule => Problem switch
    {
        "unknown" => "schema-unknown-field",
        "required" => "schema-missing-field",
        "kind" => "schema-kind",
        _ => "schema-value",
    };
}
