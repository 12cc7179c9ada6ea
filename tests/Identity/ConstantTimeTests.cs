using System.Reflection;
using System.Reflection.Emit;
using System.Security.Cryptography;
using Distribution.Identity.Clients;
using Distribution.Identity.Users;

namespace Distribution.Identity.Tests;

/// <summary>How long a comparison takes cannot be measured well enough on a busy machine to be a test; what it is made of can be read.</summary>
public sealed class ConstantTimeTests
{
    private static readonly string[] Hasty = ["op_Equality", "op_Inequality", "Equals", "SequenceEqual", "Compare", "CompareOrdinal", "CompareTo", "StartsWith", "IndexOf"];

    [Theory]
    [InlineData(typeof(ClientSecrets), nameof(ClientSecrets.Holds))]
    [InlineData(typeof(PasswordHash), nameof(PasswordHash.Holds))]
    public void Secrets_are_compared_by_what_takes_the_same_time_wherever_they_differ(Type type, string method)
    {
        var called = Calls(type.GetMethod(method, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)!).ToArray();

        Assert.Contains(called, call => call.DeclaringType == typeof(CryptographicOperations) && call.Name == nameof(CryptographicOperations.FixedTimeEquals));
        Assert.DoesNotContain(called, call => Hasty.Contains(call.Name) && call.GetParameters().All(parameter => parameter.ParameterType != typeof(string)));
    }

    [Fact]
    public void Hash_of_nobody_costs_what_a_users_costs_and_holds_for_no_password()
    {
        var mine = PasswordHash.Of("right");

        Assert.Equal(mine.Split('$')[..2], PasswordHash.Nobodys.Split('$')[..2]);
        Assert.Equal("210000", mine.Split('$')[1]);
        Assert.True(PasswordHash.Holds(mine, "right"));
        Assert.False(PasswordHash.Holds(mine, "right "));
        Assert.False(PasswordHash.Holds(PasswordHash.Nobodys, ""));
        Assert.NotEqual(mine, PasswordHash.Of("right"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("pbkdf2-sha512$1$AAAA$AAAA")]
    [InlineData("pbkdf2-sha1$210000$AAAA$AAAA")]
    public void Stored_text_that_is_no_hash_holds_for_nothing(string stored) => Assert.Throws<FormatException>(() => PasswordHash.Holds(stored, "right"));

    private static IEnumerable<MethodBase> Calls(MethodInfo method)
    {
        var body = method.GetMethodBody()!.GetILAsByteArray()!;
        for (var position = 0; position <= body.Length - 5; position++)
        {
            if (body[position] == OpCodes.Call.Value || body[position] == OpCodes.Callvirt.Value)
            {
                MethodBase? called = null;
                try
                {
                    called = method.Module.ResolveMethod(BitConverter.ToInt32(body, position + 1));
                }
                catch (ArgumentException)
                {
                    // the byte was no instruction
                }

                if (called is not null)
                {
                    yield return called;
                }
            }
        }
    }
}
