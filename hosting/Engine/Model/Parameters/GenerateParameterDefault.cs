using Aspire.Hosting.Publishing;
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

    /// <summary>Says to a deployment how it makes the value: only what differs from the default.</summary>
    /// <param name="context">The manifest; its writer stands within the default's object.</param>
    public override void WriteToManifest(ManifestPublishingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var writer = context.Writer;
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        foreach (var (name, allowed) in new[] { ("lower", Lower), ("upper", Upper), ("numeric", Numeric), ("special", Special) })
        {
            if (!allowed)
            {
                writer.WriteBoolean(name, allowed);
            }
        }

        foreach (var (name, least) in new[] { ("minLower", MinLower), ("minUpper", MinUpper), ("minNumeric", MinNumeric), ("minSpecial", MinSpecial) })
        {
            if (least > 0)
            {
                writer.WriteNumber(name, least);
            }
        }

        writer.WriteEndObject();
    }
}
