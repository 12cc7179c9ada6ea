namespace Distribution.Engine.Dashboard.Grpc;

/// <summary>Serves one call. Returning ends it with <see cref="GrpcStatus.Ok"/>, <see cref="GrpcException"/> with its status.</summary>
internal delegate Task GrpcMethod(GrpcCall call);
