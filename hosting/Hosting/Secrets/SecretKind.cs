namespace Distribution.Hosting.Secrets;

/// <summary>What a secret's file holds, and so how one is made.</summary>
public enum SecretKind
{
    /// <summary>24 random bytes as base64url.</summary>
    Password,

    /// <summary>32 random bytes as base64url.</summary>
    Key,

    /// <summary>A line of PostgreSQL's passfile, <c>*:*:DATABASE:ROLE:PASSWORD</c>, with a password as above.</summary>
    Passfile,

    /// <summary>Lines <c>NAME PASSWORD ROLE[,ROLE]</c>: the users that an empty identity database begins with.</summary>
    Users,
}
