using Distribution.Publishing.Azd;
using Distribution.Publishing.Compose;
using Distribution.Publishing.Helm;

namespace Distribution.Publishing.Emitting;

/// <summary>Every target.</summary>
internal static class Emitters
{
    public static IReadOnlyList<IEmitter> All { get; } = [new ComposeEmitter(), new HelmEmitter(), new AzdEmitter()];
}
