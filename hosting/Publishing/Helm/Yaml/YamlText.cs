using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Distribution.Publishing.Helm.Yaml;

/// <summary>
/// Writes a tree as text. YamlDotNet writes all YAML; what is Helm's goes through it as a name that stands alone, and takes that name's place afterwards.
/// </summary>
internal sealed partial class YamlText
{
    private const string Hole = "HELM_";

    private readonly List<string> _scalars = [];
    private readonly List<string> _lines = [];

    /// <summary>The text of documents, separated by <c>---</c>.</summary>
    public static string Of(params IEnumerable<YamlMap> documents) => string.Join("---\n", documents.Select(document => new YamlText().Write(document)));

    private string Write(YamlMap root)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings().WithIndentedSequences());
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Write(emitter, root);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        var lines = Line().Replace(text.ToString(), line => FillLine(line.Groups["column"].Length, _lines[Number(line)]));
        return Scalar().Replace(lines, scalar => _scalars[Number(scalar)]);
    }

    private void Write(Emitter emitter, object value)
    {
        switch (value)
        {
            case YamlMap map:
                WriteMap(emitter, map);
                break;
            case YamlList list:
                WriteList(emitter, list);
                break;
            case HelmValue helm:
                emitter.Emit(Plain(Keep(_scalars, helm.Text, "S")));
                break;
            case bool truth:
                emitter.Emit(Plain(truth ? "true" : "false"));
                break;
            case int number:
                emitter.Emit(Plain(number.ToString(CultureInfo.InvariantCulture)));
                break;
            case string text:
                emitter.Emit(Text(text));
                break;
            default:
                throw new InvalidOperationException($"{value.GetType()} is no value of a template: use a string, a number, a truth, a HelmValue, a YamlMap or a YamlList.");
        }
    }

    private void WriteMap(Emitter emitter, YamlMap map)
    {
        emitter.Emit(new MappingStart(null, null, isImplicit: true, MappingStyle.Any));
        foreach (var entry in map)
        {
            if (entry.Key is { } key)
            {
                emitter.Emit(Text(key));
                Write(emitter, entry.Value);
            }
            else
            {
                emitter.Emit(Plain(Keep(_lines, ((TemplateLine)entry.Value).Text, "L")));
                emitter.Emit(Plain("0"));
            }
        }

        emitter.Emit(new MappingEnd());
    }

    private void WriteList(Emitter emitter, YamlList list)
    {
        emitter.Emit(new SequenceStart(null, null, isImplicit: true, SequenceStyle.Any));
        foreach (var item in list)
        {
            if (item is TemplateLine line)
            {
                emitter.Emit(Plain(Keep(_lines, line.Text, "L")));
            }
            else
            {
                Write(emitter, item);
            }
        }

        emitter.Emit(new SequenceEnd());
    }

    private Scalar Text(string text) => text switch
    {
        _ when text.Contains("{{", StringComparison.Ordinal) => Plain(Keep(_scalars, text, "S")),
        _ when text.Contains('\n', StringComparison.Ordinal) => Quoted(text, ScalarStyle.Literal),
        _ when OtherType().IsMatch(text) => Quoted(text, ScalarStyle.DoubleQuoted),
        _ => new(null, null, text, ScalarStyle.Any, isPlainImplicit: true, isQuotedImplicit: true),
    };

    private static Scalar Plain(string text) => new(null, null, text, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false);

    private static Scalar Quoted(string text, ScalarStyle style) => new(null, null, text, style, isPlainImplicit: false, isQuotedImplicit: true);

    private static string Keep(List<string> kept, string text, string kind)
    {
        kept.Add(text);
        return string.Create(CultureInfo.InvariantCulture, $"{Hole}{kind}{kept.Count - 1}_");
    }

    private static string FillLine(int column, string text) =>
        new string(' ', column) + text.Replace(TemplateLine.Indent, column.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static int Number(Match match) => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);

    // A line among a sequence's items has their dash before it, and among entries a value of 0 behind it.
    [GeneratedRegex(@"^(?<column> *)(- )?HELM_L(?<number>\d+)_(: 0)?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"HELM_S(?<number>\d+)_", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Scalar();

    // What a plain scalar would be read as something other than a string: https://yaml.org/spec/1.2.2/#103-core-schema, and the words of YAML 1.1, which Kubernetes reads.
    [GeneratedRegex(@"\A(|~|null|true|false|yes|no|on|off|y|n|[-+]?[0-9][0-9_.,:eExXa-fA-F+-]*|[-+]?\.[0-9]+|[-+]?\.(inf|nan))\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OtherType();
}
