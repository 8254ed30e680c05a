namespace LocalGateway.MappingTemplates.Parsing;

/// <summary>A place in a template; both counted from 1.</summary>
internal readonly record struct SourcePosition(int Line, int Column);
