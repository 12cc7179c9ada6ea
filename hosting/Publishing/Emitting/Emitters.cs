using Distribution.Publishing.Compose;

namespace Distribution.Publishing.Emitting;

/// <summary>Every target.</summary>
internal static class Emitters
{
    public static IReadOnlyList<IEmitter> All { get; } = [new ComposeEmitter()];
}
