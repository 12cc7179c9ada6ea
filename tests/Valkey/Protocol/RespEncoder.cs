using System.Globalization;
using System.Text;

namespace Distribution.Valkey.Tests;

/// <summary>Writes values as a server does.</summary>
internal static class RespEncoder
{
    public static byte[] Encode(params IEnumerable<RespValue> values)
    {
        using var output = new MemoryStream();
        foreach (var value in values)
        {
            Write(output, value);
        }

        return output.ToArray();
    }

    private static void Write(MemoryStream output, RespValue value)
    {
        if (value.Attributes.Count > 0)
        {
            Line(output, $"|{value.Attributes.Count / 2}");
            foreach (var item in value.Attributes)
            {
                Write(output, item);
            }
        }

        var type = (char)value.Kind;
        switch (value.Kind)
        {
            case RespKind.Null:
                Line(output, "_");
                break;
            case RespKind.Boolean:
                Line(output, value.Boolean ? "#t" : "#f");
                break;
            case RespKind.Double:
                Line(output, "," + value.Double switch
                {
                    double.PositiveInfinity => "inf",
                    double.NegativeInfinity => "-inf",
                    double.NaN => "nan",
                    var number => number.ToString("R", CultureInfo.InvariantCulture),
                });
                break;
            case RespKind.Integer or RespKind.BigNumber or RespKind.SimpleString or RespKind.Error:
                Line(output, type + value.Text!);
                break;
            case RespKind.BulkString or RespKind.BulkError or RespKind.VerbatimString:
                Line(output, $"{type}{value.RawBytes.Length}");
                output.Write(value.RawBytes.Span);
                output.Write("\r\n"u8);
                break;
            default:
                Line(output, $"{type}{(value.Kind is RespKind.Map ? value.Items.Count / 2 : value.Items.Count)}");
                foreach (var item in value.Items)
                {
                    Write(output, item);
                }

                break;
        }
    }

    private static void Line(MemoryStream output, string text) => output.Write(Encoding.UTF8.GetBytes(text + "\r\n"));
}
