using Distribution.Publishing.Compose.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Distribution.Publishing.Compose.Yaml;

/// <summary>Writes <c>!reset null</c>, by which compose forgets what an earlier file said.</summary>
internal sealed class RemovalConverter : IYamlTypeConverter
{
    public const string Tag = "!reset";

    public bool Accepts(Type type) => type == typeof(ComposeRemoval);

    public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer) => throw new NotSupportedException("Compose files are only written with this; they are read as nodes.");

    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
        emitter.Emit(new Scalar(AnchorName.Empty, Tag, "null", ScalarStyle.Plain, isPlainImplicit: false, isQuotedImplicit: false));
}
