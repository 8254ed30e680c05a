using Amazon.Lambda.Annotations.SourceGenerator.Parsing;

namespace Amazon.Lambda.Annotations.SourceGenerator.Models;

/// <summary>The facts that are the same for all functions of a project.</summary>
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

/// <summary>The facts from the syntax trees that template synchronisation needs.</summary>
/// <param name="ClassPaths">The files with class declarations, in compilation order. The search for the project starts there.</param>
/// <param name="HasErrors">Whether any file has a syntax error.</param>
internal sealed record SourceFacts(EquatableArray<string> ClassPaths, bool HasErrors);
