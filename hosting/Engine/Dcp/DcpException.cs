namespace Distribution.Engine.Dcp;

/// <summary>Aspire's orchestrator could not be started, refused a request, or is gone.</summary>
internal sealed class DcpException(string message, Exception? cause = null) : Exception(message, cause);
