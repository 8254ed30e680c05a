namespace Amazon.Lambda.Annotations.SourceGenerator.Checks;

/// <summary>A call of an extension method.</summary>
/// <param name="Receiver">The type in front of the dot, as in documentation comments.</param>
/// <param name="Name">The method.</param>
/// <param name="Arity">How many type arguments are given; 0 where they are inferred.</param>
/// <param name="Arguments">How many arguments follow in parentheses.</param>
/// <param name="Home">The class that the method has to be of.</param>
internal sealed record ExtensionCall(string Receiver, string Name, int Arity, int Arguments, string Home);
