namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives a parameter's value when nobody has set one.</summary>
public abstract class ParameterDefault
{
    /// <summary>The value.</summary>
    public abstract string GetDefaultValue();
}
