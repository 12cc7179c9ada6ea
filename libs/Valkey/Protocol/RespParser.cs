using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Distribution.Valkey;

/// <summary>
/// Reads RESP3 from however the bytes happen to arrive. What is inside an aggregate is kept on a stack of its own between calls, so no byte is
/// read twice but those of an unfinished line or bulk, and depth costs no call stack. The streamed types of the RESP3 draft (<c>$?</c>, <c>*?</c>)
/// are refused: no server sends them.
/// </summary>
internal sealed class RespParser(RespLimits limits)
{
    private static readonly SearchValues<byte> DoubleCharacters = SearchValues.Create("0123456789+-.eE"u8);

    private readonly Stack<RespFrame> _open = new();
    private List<RespValue> _attributes = [];
    private int _elements;

    /// <summary>Whether a value has begun and not ended.</summary>
    public bool InTheMiddle => _open.Count > 0 || _attributes.Count > 0;

    /// <summary>Takes one value from the front of the buffer, or as much of it as is there.</summary>
    /// <exception cref="RespProtocolException">What is there is not RESP3, or beyond the limits.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, out RespValue value)
    {
        while (TryReadToken(ref buffer, out var complete))
        {
            if (complete is null || !Close(complete, out var whole))
            {
                continue;
            }

            value = whole;
            _elements = 0;
            return true;
        }

        value = RespValue.Null;
        return false;
    }

    private bool TryReadToken(ref ReadOnlySequence<byte> buffer, out RespValue? complete)
    {
        complete = null;
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryRead(out var type))
        {
            return false;
        }

        var limit = LineLimit(type);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8))
        {
            return reader.Remaining > limit + 1 ? throw new RespProtocolException($"A line of type '{Show(type)}' is longer than {limit} bytes.") : false;
        }

        if (line.Length > limit)
        {
            throw new RespProtocolException($"A line of type '{Show(type)}' is longer than {limit} bytes.");
        }

        var text = line.ToArray();
        switch ((char)type)
        {
            case '+' or '-':
                complete = RespValue.OfText((RespKind)type, text.AsSpan().ContainsAny((byte)'\r', (byte)'\n') ? throw Malformed(type, text) : text);
                break;
            case ':':
                complete = RespValue.OfInteger(Number(type, text));
                break;
            case '_':
                complete = text.Length == 0 ? RespValue.Null : throw Malformed(type, text);
                break;
            case '#':
                complete = text is [(byte)'t' or (byte)'f'] ? RespValue.OfBoolean(text[0] == 't') : throw Malformed(type, text);
                break;
            case ',':
                complete = RespValue.OfDouble(Floating(type, text));
                break;
            case '(':
                complete = BigInteger.TryParse(Encoding.ASCII.GetString(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var big)
                    ? RespValue.OfBigNumber(big) : throw Malformed(type, text);
                break;
            case '$' or '!' or '=':
                if (!TryReadBulk(ref reader, type, Number(type, text), out complete))
                {
                    return false;
                }

                break;
            default:
                complete = Open(type, Number(type, text));
                break;
        }

        buffer = buffer.Slice(reader.Position);
        return true;
    }

    private bool TryReadBulk(ref SequenceReader<byte> reader, byte type, long length, out RespValue? bulk)
    {
        bulk = null;
        if (length == -1 && type == '$')
        {
            bulk = RespValue.Null;
            return true;
        }

        if (length < 0 || length > limits.BulkLength)
        {
            throw new RespProtocolException($"A bulk of {length} bytes is announced; 0 to {limits.BulkLength} are accepted.");
        }

        if (reader.Remaining < length + 2)
        {
            return false;
        }

        var bytes = new byte[length];
        reader.TryCopyTo(bytes);
        reader.Advance(length);
        if (!reader.IsNext("\r\n"u8, advancePast: true))
        {
            throw new RespProtocolException($"A bulk of {length} bytes does not end with a line end.");
        }

        if (type == '=' && (length < 4 || bytes[3] != ':'))
        {
            throw new RespProtocolException("A verbatim text does not begin with a format of three letters and a colon.");
        }

        bulk = RespValue.OfText((RespKind)type, bytes);
        return true;
    }

    private RespValue? Open(byte type, long count)
    {
        if (count == -1 && type == '*')
        {
            return RespValue.Null;
        }

        var elements = type is (byte)'%' or (byte)'|' ? count * 2 : count;
        if (count < 0 || count > limits.Elements || (_elements += (int)elements) > limits.Elements)
        {
            throw new RespProtocolException($"An aggregate of {count} elements is announced; one value may have {limits.Elements} in all.");
        }

        if (_open.Count >= limits.Depth)
        {
            throw new RespProtocolException($"Aggregates are nested deeper than {limits.Depth}.");
        }

        if (type == '>' && (_open.Count > 0 || _attributes.Count > 0))
        {
            throw new RespProtocolException("A push came inside another value.");
        }

        var frame = new RespFrame(type, (int)elements, _attributes);
        _attributes = [];
        if (elements > 0)
        {
            _open.Push(frame);
            return null;
        }

        return Finish(frame);
    }

    private bool Close(RespValue complete, out RespValue whole)
    {
        whole = complete;
        if (_attributes.Count > 0)
        {
            whole = complete.With(_attributes);
            _attributes = [];
        }

        while (_open.TryPeek(out var frame))
        {
            frame.Items.Add(whole);
            if (--frame.Remaining > 0)
            {
                return false;
            }

            _open.Pop();
            if (Finish(frame) is not { } finished)
            {
                return false;
            }

            whole = finished;
        }

        return true;
    }

    /// <summary>Attributes belong to the value that follows them, so they end as no value.</summary>
    private RespValue? Finish(RespFrame frame)
    {
        if (frame.Type != '|')
        {
            return RespValue.OfItems((RespKind)frame.Type, frame.Items).With(frame.Attributes);
        }

        _attributes = [.. frame.Attributes, .. frame.Items];
        return null;
    }

    private int LineLimit(byte type) => (char)type switch
    {
        '+' or '-' => limits.LineLength,
        '(' => RespLimits.BigNumberLength,
        '$' or '!' or '=' or ':' or ',' or '#' or '_' or '*' or '~' or '%' or '>' or '|' => RespLimits.NumberLength,
        _ => throw new RespProtocolException($"'{Show(type)}' begins no type of RESP3."),
    };

    private static long Number(byte type, byte[] text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Malformed(type, text);

    private static double Floating(byte type, byte[] text) => Encoding.ASCII.GetString(text) switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" or "-nan" => double.NaN,
        _ when !text.AsSpan().ContainsAnyExcept(DoubleCharacters)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Malformed(type, text),
    };

    private static RespProtocolException Malformed(byte type, byte[] text) =>
        new($"A value of type '{Show(type)}' with {text.Length} bytes on its line is malformed.");

    private static string Show(byte type) => type is > 32 and < 127 ? ((char)type).ToString() : $"0x{type:x2}";
}
