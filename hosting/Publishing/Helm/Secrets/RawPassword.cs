using Distribution.Publishing.Description;

namespace Distribution.Publishing.Helm.Secrets;

/// <summary>A role's password beside its passfile, for operators that connect in their own way: KEDA, CloudNativePG.</summary>
internal static class RawPassword
{
    /// <summary>Its key in the Secret.</summary>
    public static string KeyOf(Secret passfile) => $"{passfile.Role}.password";
}
