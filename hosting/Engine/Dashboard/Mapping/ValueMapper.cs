using System.Collections;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Distribution.Engine.Dashboard.Mapping;

internal static class ValueMapper
{
    /// <returns>Never null: a property without a value ends the dashboard's watch.</returns>
    public static Value Map(object? value) => value switch
    {
        null => Value.ForNull(),
        string text => Value.ForString(text),
        bool flag => Value.ForBool(flag),
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal => Value.ForNumber(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        DateTime moment => Value.ForString(MomentMapper.Text(moment)),
        DateTimeOffset moment => Value.ForString(MomentMapper.Text(moment.UtcDateTime)),
        IEnumerable items => Value.ForList([.. items.Cast<object?>().Select(Map)]),
        _ => Value.ForString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };
}
