namespace Distribution.Publishing.Description.Values;

/// <summary>A piece of a setting's value: text, or a hole that each target fills in its own way.</summary>
public abstract record ValuePart;
