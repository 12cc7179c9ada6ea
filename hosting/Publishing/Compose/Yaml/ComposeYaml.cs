using Distribution.Publishing.Compose.Model;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Distribution.Publishing.Compose.Yaml;

/// <summary>Writes a compose file.</summary>
internal static class ComposeYaml
{
    private static readonly ISerializer Serializer = new SerializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull | DefaultValuesHandling.OmitEmptyCollections)
        .WithTypeConverter(new KeyConverter())
        .WithTypeConverter(new RemovalConverter())
        .WithQuotingNecessaryStrings()
        .WithIndentedSequences()
        .DisableAliases()
        .WithNewLine("\n")
        .Build();

    /// <summary>The text of a file.</summary>
    /// <param name="head">What stands at its top, without the signs of a comment.</param>
    /// <param name="file">The file.</param>
    public static string Write(string head, ComposeFile file) =>
        $"{string.Concat(head.Split('\n').Select(line => line.Length == 0 ? "#\n" : $"# {line}\n"))}{Serializer.Serialize(file)}";
}
