namespace Distribution.Outbox.Receiving;

/// <summary>A body is not what a relay sends.</summary>
internal sealed class MessageFormatException(string member, string fault) : Exception($"{member} {fault}")
{
    public string Member => member;

    public string Fault => fault;
}
