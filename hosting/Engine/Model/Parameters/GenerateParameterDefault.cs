using Distribution.Engine.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Generates a random value, such as a password.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    /// <summary>Its length at least; 22 by default, which is 128 bits of letters and digits.</summary>
    public int MinLength { get; set; } = GeneratedText.DefaultLength;

    /// <summary>Whether it has lower-case letters.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether it has upper-case letters.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether it has digits.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether it has other characters.</summary>
    public bool Special { get; set; } = true;

    /// <summary>How many lower-case letters at least.</summary>
    public int MinLower { get; set; }

    /// <summary>How many upper-case letters at least.</summary>
    public int MinUpper { get; set; }

    /// <summary>How many digits at least.</summary>
    public int MinNumeric { get; set; }

    /// <summary>How many other characters at least.</summary>
    public int MinSpecial { get; set; }

    /// <summary>A new random value each time.</summary>
    /// <exception cref="InvalidOperationException">No kind of character is allowed, or one is asked for that is not.</exception>
    public override string GetDefaultValue() => GeneratedText.Create(this);
}
