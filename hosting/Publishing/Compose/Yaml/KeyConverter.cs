using Distribution.Publishing.Compose.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Distribution.Publishing.Compose.Yaml;

/// <summary>Writes a name, with its comment on the lines above it.</summary>
internal sealed class KeyConverter : IYamlTypeConverter
{
    public bool Accepts(Type type) => type == typeof(ComposeKey);

    public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer) => throw new NotSupportedException("Compose files are only written with this; they are read as nodes.");

    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer)
    {
        var key = (ComposeKey)value!;
        foreach (var line in key.Comment?.Split('\n') ?? [])
        {
            emitter.Emit(new Comment(line, isInline: false));
        }

        emitter.Emit(new Scalar(key.Name));
    }
}
