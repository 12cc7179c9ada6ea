namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is made of others.</summary>
public interface IValueWithReferences
{
    /// <summary>The others: values and resources.</summary>
    IEnumerable<object> References { get; }
}
