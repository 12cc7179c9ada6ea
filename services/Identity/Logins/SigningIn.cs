using Distribution.Identity.Keys;
using Distribution.Identity.Records;
using Distribution.Identity.Users;
using Distribution.Tokens;

namespace Distribution.Identity.Logins;

/// <summary>
/// Signs users in. A guess is counted before it is judged and given back when it was right. A name that nobody has costs the same work and gets the same answer as a wrong password. What is refused is recorded
/// before the answer goes out; who signs in waits for no record.
/// </summary>
internal sealed class SigningIn(UserStore users, PasswordWork work, GuessLimit limit, AuditTrail trail, KeyStore keys)
{
    public async Task<IResult> SignInAsync(HttpContext context, string name, string password)
    {
        if (limit.Take(name) is { } wait)
        {
            return TokenRefusals.TooManyGuesses(context, wait);
        }

        var judged = false;
        try
        {
            var user = UserRules.IsName(name) ? await users.FindAsync(name, context.RequestAborted) : null;
            var right = await work.VerifyAsync(user, password, context.RequestAborted);
            judged = right == false;
            switch (right)
            {
                case null:
                    return TokenRefusals.Busy();
                case true:
                    return TokenEndpoint.Answer(keys.Signer.SignUser(user!.Name, user.Roles), TokenDefaults.UserLifetime);
                default:
                    await trail.AppendAsync(AuditRecord.LoginRefused(user, name), context.RequestAborted);
                    return TokenRefusals.WrongUser();
            }
        }
        finally
        {
            if (!judged)
            {
                limit.Return(name);
            }
        }
    }
}
