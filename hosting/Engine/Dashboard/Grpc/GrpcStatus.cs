namespace Distribution.Engine.Dashboard.Grpc;

/// <summary>The numbers of gRPC's <c>grpc-status</c> that this server sends.</summary>
/// <remarks>CANCELLED (1) is not among them: a watch that ends with it is dead for the dashboard, silently and for good.</remarks>
internal enum GrpcStatus
{
    Ok = 0,
    InvalidArgument = 3,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    Unauthenticated = 16,
}
