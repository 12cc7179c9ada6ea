namespace Distribution.Valkey;

/// <summary>An aggregate of which not all elements have come. Room is made as they come, never for what was only announced.</summary>
internal sealed class RespFrame(byte type, int elements, List<RespValue> attributes)
{
    private const int FirstRoom = 64;

    public byte Type { get; } = type;

    public int Remaining { get; set; } = elements;

    public List<RespValue> Items { get; } = new(Math.Min(elements, FirstRoom));

    public List<RespValue> Attributes { get; } = attributes;
}
