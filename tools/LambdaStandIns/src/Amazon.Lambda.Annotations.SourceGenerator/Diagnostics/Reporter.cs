using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;

/// <summary>Takes down a diagnostic at the method at hand.</summary>
internal delegate void Reporter(DiagnosticDescriptor descriptor, params string[] arguments);
