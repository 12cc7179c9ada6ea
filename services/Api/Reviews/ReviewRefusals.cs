using Distribution.Api.Grants;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Reviews;

internal static class ReviewRefusals
{
    public static Refusal Owed(Grant grant) => new(
        StatusCodes.Status403Forbidden,
        "review-overdue",
        "A review is overdue",
        $"The glass was broken for the grant {grant.Id}, which should have been reviewed by {grant.Review?.DueAt:O}. Have it reviewed, or ask without breakGlass.");

    public static Refusal NotNeeded(Grant grant) => new(
        StatusCodes.Status409Conflict,
        "no-review",
        "There is nothing to review",
        $"The grant {grant.Id} was approved before it was made; only grants for which the glass was broken are reviewed.");

    public static Refusal Done(Grant grant) => new(
        StatusCodes.Status409Conflict,
        "already-reviewed",
        "The grant is reviewed",
        $"{grant.Review!.By} reviewed the grant {grant.Id} at {grant.Review.At:O}: {grant.Review.State}.");

    public static Refusal Own(Grant grant) => new(
        StatusCodes.Status403Forbidden,
        "own-request",
        "Nobody reviews their own grant",
        $"The grant {grant.Id} is {grant.Grantee}'s; somebody else has to review it.");
}
