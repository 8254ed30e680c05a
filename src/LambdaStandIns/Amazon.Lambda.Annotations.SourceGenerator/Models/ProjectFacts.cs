namespace Amazon.Lambda.Annotations.SourceGenerator.Models;

/// <summary>What the functions of a project have in common.</summary>
/// <param name="AssemblyName">The first part of every handler string.</param>
/// <param name="AnnotationsVersion">The version of the referenced Amazon.Lambda.Annotations assembly.</param>
/// <param name="LambdaReferences">The names of the referenced Amazon.Lambda assemblies.</param>
/// <param name="Serializer">The assembly's serializer type, fully qualified, or null.</param>
/// <param name="Runtime">The value of <c>[LambdaGlobalProperties(Runtime = …)]</c>, or null.</param>
internal sealed record ProjectFacts(
    string AssemblyName,
    string AnnotationsVersion,
    EquatableArray<string> LambdaReferences,
    string? Serializer,
    string? Runtime);

/// <summary>What the template's synchronisation asks of the syntax trees.</summary>
/// <param name="FirstClassPath">The file with the first class declaration, or null when the project declares none.</param>
/// <param name="HasErrors">Whether any file has a syntax error.</param>
internal sealed record SourceFacts(string? FirstClassPath, bool HasErrors);
