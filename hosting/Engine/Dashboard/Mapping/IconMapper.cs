using Aspire.Hosting.ApplicationModel;
using Wire = Distribution.Engine.Dashboard.Protocol;

namespace Distribution.Engine.Dashboard.Mapping;

internal static class IconMapper
{
    public static Wire.IconVariant Map(IconVariant? variant) => variant == IconVariant.Filled ? Wire.IconVariant.Filled : Wire.IconVariant.Regular;
}
