using Amazon.Lambda.Annotations.SourceGenerator.Parsing;

namespace Amazon.Lambda.Annotations.SourceGenerator.Models;

/// <summary>What the functions of a project have in common.</summary>
/// <param name="AssemblyName">The first part of every handler string.</param>
/// <param name="AnnotationsVersion">The version of the referenced Amazon.Lambda.Annotations assembly.</param>
/// <param name="LambdaReferences">The names of the referenced Amazon.Lambda assemblies.</param>
/// <param name="Serializer">The assembly's serializer type, fully qualified, or null.</param>
/// <param name="SerializerNames">The same type as the published generator names it.</param>
/// <param name="Runtime">The value of <c>[LambdaGlobalProperties(Runtime = …)]</c>, or null.</param>
internal sealed record ProjectFacts(
    string AssemblyName,
    string AnnotationsVersion,
    EquatableArray<string> LambdaReferences,
    string? Serializer,
    EquatableArray<PrintedName> SerializerNames,
    string? Runtime);

/// <summary>What the template's synchronisation asks of the syntax trees.</summary>
/// <param name="ClassPaths">The files with class declarations, in the compilation's order. The search for the project starts from them.</param>
/// <param name="HasErrors">Whether any file has a syntax error.</param>
internal sealed record SourceFacts(EquatableArray<string> ClassPaths, bool HasErrors);
