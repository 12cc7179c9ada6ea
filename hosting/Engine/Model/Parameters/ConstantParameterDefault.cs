using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace Distribution.Engine.Model;

internal sealed class ConstantParameterDefault(Func<string> value) : ParameterDefault
{
    public override string GetDefaultValue() => value();

    public override void WriteToManifest(ManifestPublishingContext context) => context.Writer.WriteString("value", value());
}
