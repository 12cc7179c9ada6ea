namespace Aspire.Hosting;

/// <summary>A parameter has no value.</summary>
public class MissingParameterValueException : DistributedApplicationException
{
    /// <summary>A parameter has no value.</summary>
    /// <param name="message">Which one, and where to set it.</param>
    public MissingParameterValueException(string message)
        : base(message)
    {
    }

    /// <summary>A parameter has no value.</summary>
    /// <param name="message">Which one, and where to set it.</param>
    /// <param name="innerException">Why.</param>
    public MissingParameterValueException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
