// A type that the C# compiler needs by name and that netstandard2.0 does not have.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
