using System.Text.Json.Serialization;
using Distribution.Api.Events;
using Distribution.Api.Grants;
using Distribution.Api.Paging;
using Distribution.Api.Policies;
using Distribution.Api.Requests;
using Distribution.Api.Reviews;
using Distribution.Api.Sweeps;
using Distribution.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Mvc;

namespace Distribution.Api;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Policy))]
[JsonSerializable(typeof(PolicySet))]
[JsonSerializable(typeof(PolicyTerms))]
[JsonSerializable(typeof(Listing<Policy>))]
[JsonSerializable(typeof(Ask))]
[JsonSerializable(typeof(Verdict))]
[JsonSerializable(typeof(AccessRequest))]
[JsonSerializable(typeof(Listing<AccessRequest>))]
[JsonSerializable(typeof(Grant))]
[JsonSerializable(typeof(GrantUse))]
[JsonSerializable(typeof(GrantCheck))]
[JsonSerializable(typeof(Listing<Grant>))]
[JsonSerializable(typeof(ReviewVerdict))]
[JsonSerializable(typeof(OverdueResult))]
[JsonSerializable(typeof(SweepResult))]
[JsonSerializable(typeof(AuditEvent))]
[JsonSerializable(typeof(JobOrder))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;
