using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Dashboard.Grpc;

/// <summary>Finds the method of a call, checks who calls, and turns every way in which the method can end into a gRPC status.</summary>
internal sealed class GrpcDispatcher(IReadOnlyDictionary<string, GrpcMethod> methods, ApiKey key, ILogger logger)
{
    public async Task ServeAsync(HttpContext context, CancellationToken stopping)
    {
        // First of all: after the response has started the content type can no longer be set, and without it the client refuses the answer.
        context.Response.ContentType = GrpcCall.ContentType;
        using var call = new GrpcCall(context, stopping);
        try
        {
            await Find(context)(call);
            call.End(GrpcStatus.Ok);
        }
        catch (Exception) when (call.IsAborted)
        {
            GrpcLog.CallAborted(logger, context.Request.Path);
        }
        catch (GrpcException e)
        {
            GrpcLog.CallRefused(logger, context.Request.Path, e.Status, e.Message);
            call.End(e.Status, e.Message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            call.End(GrpcStatus.Unavailable, "The AppHost stops.");
        }
        catch (Exception e)
        {
            GrpcLog.CallFailed(logger, context.Request.Path, e);
            call.End(GrpcStatus.Internal, e.Message);
        }
    }

    private GrpcMethod Find(HttpContext context)
    {
        if (!key.IsPresentedBy(context.Request))
        {
            throw new GrpcException(GrpcStatus.Unauthenticated, $"The header {ApiKey.Header} does not carry this topology's key.");
        }

        return HttpMethods.IsPost(context.Request.Method) && methods.TryGetValue(context.Request.Path, out var method)
            ? method
            : throw new GrpcException(GrpcStatus.Unimplemented, $"There is no method {context.Request.Path}.");
    }
}
