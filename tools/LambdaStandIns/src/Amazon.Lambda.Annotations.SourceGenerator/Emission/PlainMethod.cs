using Amazon.Lambda.Annotations.SourceGenerator.Models;

namespace Amazon.Lambda.Annotations.SourceGenerator.Emission;

/// <summary>A function outside an API. Its entry point has the same parameters and the same result.</summary>
internal static class PlainMethod
{
    public static string Parameters(FunctionModel function)
    {
        var parameters = function.Parameters
            .Where(parameter => parameter.Source != ParameterSource.Service)
            .Select(parameter => $"{parameter.Type} {Name(parameter)}")
            .ToList();
        // Lambda always passes an event.
        return parameters.Count == 0 ? $"{TypeNames.Stream} stream" : string.Join(", ", parameters);
    }

    public static void Write(CodeWriter code, FunctionModel function)
    {
        var arguments = function.Parameters.Select(parameter => parameter.Source == ParameterSource.Service
            ? $"{TypeNames.ServiceProviderExtensions}.GetRequiredService<{parameter.Type}>(__scope.ServiceProvider)"
            : Name(parameter));
        var call = Call.Of(function, arguments);
        code.Lines(function.Return.Kind == ReturnKind.Nothing ? $"{call};" : $"return {call};");
    }

    private static string Name(ParameterModel parameter) =>
        parameter.Source == ParameterSource.Context ? "__context__" : $"__{parameter.Name}__";
}
