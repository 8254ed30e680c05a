namespace Amazon.Lambda.Annotations.SourceGenerator.Checks;

/// <summary>A call of an extension method.</summary>
/// <param name="Receiver">The type in front of the dot, written as in documentation comments.</param>
/// <param name="Name">The name of the method.</param>
/// <param name="Arity">The number of explicit type arguments. 0 if they are inferred.</param>
/// <param name="Arguments">The number of arguments in parentheses.</param>
/// <param name="Home">The class that must declare the method.</param>
internal sealed record ExtensionCall(string Receiver, string Name, int Arity, int Arguments, string Home);
