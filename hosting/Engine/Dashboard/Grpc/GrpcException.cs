namespace Distribution.Engine.Dashboard.Grpc;

/// <summary>Ends a call with <see cref="Status"/>; the message is sent to the client.</summary>
internal sealed class GrpcException(GrpcStatus status, string message) : Exception(message)
{
    public GrpcStatus Status { get; } = status;
}
