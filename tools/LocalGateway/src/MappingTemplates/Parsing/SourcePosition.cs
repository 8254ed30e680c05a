namespace LocalGateway.MappingTemplates.Parsing;

/// <summary>A position in a template; line and column are counted from 1.</summary>
internal readonly record struct SourcePosition(int Line, int Column);
