using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;

/// <summary>Records a diagnostic at the current method.</summary>
internal delegate void Reporter(DiagnosticDescriptor descriptor, params string[] arguments);
