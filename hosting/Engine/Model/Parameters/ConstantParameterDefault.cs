using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

internal sealed class ConstantParameterDefault(Func<string> value) : ParameterDefault
{
    public override string GetDefaultValue() => value();
}
