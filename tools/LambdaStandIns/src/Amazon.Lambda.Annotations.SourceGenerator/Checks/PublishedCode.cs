using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Parsing;

namespace Amazon.Lambda.Annotations.SourceGenerator.Checks;

/// <summary>The names in the code that the published generator writes for each kind of function.</summary>
internal static class PublishedCode
{
    /// <summary>The local variables that the file declares in an inner block, before it calls the function.</summary>
    public static readonly string[] InnerLocals =
        ["e", "stream", "byteArray", "errorResult", "errorStream", "__unauthorized__", "__unauthorizedStream__"];

    private static readonly string[] Failures = ["InvalidCastException", "FormatException", "OverflowException", "ArgumentException"];

    private static readonly Dictionary<string, string> Spaces = new()
    {
        ["StringBuilder"] = "System.Text",
        ["Encoding"] = "System.Text",
        ["Stream"] = "System.IO",
        ["MemoryStream"] = "System.IO",
        ["StreamReader"] = "System.IO",
        ["ServiceProvider"] = "Microsoft.Extensions.DependencyInjection",
        ["ServiceCollection"] = "Microsoft.Extensions.DependencyInjection",
        ["IHost"] = "Microsoft.Extensions.Hosting",
        ["HttpResultSerializationOptions"] = "Amazon.Lambda.Annotations.APIGateway",
        ["AuthorizerResultSerializationOptions"] = "Amazon.Lambda.Annotations.APIGateway",
    };

    /// <summary>The namespaces that the file imports.</summary>
    public static IEnumerable<string> Imports(FunctionModel function, StartupModel? startup)
    {
        List<string> imports =
            ["System", "System.Linq", "System.Collections.Generic", "System.Text", "System.Threading.Tasks", "System.IO", "Amazon.Lambda.Core"];
        if (startup is not null)
            imports.Add("Microsoft.Extensions.DependencyInjection");
        if (startup?.Form == StartupForm.ConfigureHostBuilder)
            imports.Add("Microsoft.Extensions.Hosting");
        if (function.Return.Kind is ReturnKind.HttpResult or ReturnKind.AuthorizerResult)
            imports.Add("Amazon.Lambda.Annotations.APIGateway");
        return imports;
    }

    /// <summary>The names, or the first parts of names, that refer to types and namespaces.</summary>
    public static IEnumerable<PrintedName> TypeNames(FunctionModel function, StartupModel? startup, ProjectFacts project)
    {
        var names = ShortTypeNames(function, startup)
            .Select(name => new PrintedName(name, 0, $"{(Spaces.TryGetValue(name, out var space) ? space : "System")}.{name}"))
            .Concat(function.PrintedNames)
            .Concat(function.Serializer is null ? project.SerializerNames : []);
        if (startup is not null)
            names = names.Concat(startup.PrintedNames);
        if (function.Kind != FunctionKind.Plain)
            names = names.Append(new PrintedName("Amazon", 0, "Amazon"));
        if (function.Return.IsAwaited || function.Return.Kind is ReturnKind.HttpResult or ReturnKind.AuthorizerResult)
            names = names.Append(new PrintedName("System", 0, "System"));
        if (HasErrors(function))
            names = names.Append(new PrintedName("List", 1, "System.Collections.Generic.List<T>"));
        if (MakesHeaders(function))
            names = names.Append(new PrintedName("Dictionary", 2, "System.Collections.Generic.Dictionary<TKey, TValue>"));
        return names.Distinct();
    }

    /// <summary>The type names in places where the compiler first looks for a local variable or a method of the class.</summary>
    public static IEnumerable<string> ExpressionNames(FunctionModel function)
    {
        if (Sources(function).Any(IsText))
            yield return "Convert";
        if (Sources(function).Any(source => source is ParameterSource.Header or ParameterSource.HeaderList))
            yield return "StringComparison";
        if (Sources(function).Contains(ParameterSource.BodyJson))
            yield return "Encoding";
        if (function.Return.Kind == ReturnKind.HttpResult)
            yield return "HttpResultSerializationOptions";
        if (function.Return.Kind == ReturnKind.AuthorizerResult)
            yield return "AuthorizerResultSerializationOptions";
    }

    /// <summary>The extension methods that the file calls.</summary>
    public static IEnumerable<ExtensionCall> ExtensionCalls(FunctionModel function, StartupModel? startup)
    {
        const string services = "Microsoft.Extensions.DependencyInjection";
        if (startup is not null)
        {
            var collection = $"{services}.{(startup.Form == StartupForm.ConfigureHostBuilder ? "IServiceCollection" : "ServiceCollection")}";
            yield return new ExtensionCall(collection, "AddSingleton", 1, 0, $"{services}.ServiceCollectionServiceExtensions");
            yield return new ExtensionCall(collection, "BuildServiceProvider", 0, 0, $"{services}.ServiceCollectionContainerBuilderExtensions");
            yield return new ExtensionCall($"{services}.ServiceProvider", "GetRequiredService", 1, 0, $"{services}.ServiceProviderServiceExtensions");
            yield return new ExtensionCall($"{services}.ServiceProvider", "CreateScope", 0, 0, $"{services}.ServiceProviderServiceExtensions");
            yield return new ExtensionCall("System.IServiceProvider", "GetRequiredService", 1, 0, $"{services}.ServiceProviderServiceExtensions");
        }

        if (startup?.Form == StartupForm.ConfigureHostBuilder)
            yield return new ExtensionCall(KnownNames.Host, "RunAsync", 0, 0, "Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions");
        if (HasErrors(function))
            yield return OfLinq("List{System.String}", "Any", 0);
        var sources = Sources(function).ToList();
        if (sources.Contains(ParameterSource.Header))
        {
            yield return OfLinq("IDictionary{System.String,System.String}", "Any", 1);
            yield return OfLinq("IDictionary{System.String,System.String}", "First", 1);
        }

        if (sources.Contains(ParameterSource.HeaderList))
        {
            yield return OfLinq("IDictionary{System.String,System.Collections.Generic.IList{System.String}}", "Any", 1);
            yield return OfLinq("IDictionary{System.String,System.Collections.Generic.IList{System.String}}", "First", 1);
        }

        if (sources.Exists(source => source is ParameterSource.HeaderList or ParameterSource.QueryList))
        {
            yield return OfLinq("IList{System.String}", "Select", 1);
            yield return OfLinq("IEnumerable{System.String}", "ToList", 0);
        }

        static ExtensionCall OfLinq(string receiver, string name, int arguments) =>
            new($"System.Collections.Generic.{receiver}", name, 0, arguments, "System.Linq.Enumerable");
    }

    /// <summary>The local variables that the file declares in the body of the entry point.</summary>
    public static HashSet<string> Locals(FunctionModel function, StartupModel? startup)
    {
        HashSet<string> locals = [];
        var sources = Sources(function).ToList();
        var result = function.Return.Kind;
        if (startup is not null)
            locals.UnionWith(["scope", "serviceProvider", "serializer"]);
        if (function.Kind == FunctionKind.Plain)
            return locals;

        locals.UnionWith(["__request__", "__context__"]);
        if (function.Return.IsAwaited)
            locals.Add("await");
        if (sources.Contains(ParameterSource.AuthorizerContext))
            locals.UnionWith(["__unauthorized__", "__unauthorizedStream__"]);
        locals.UnionWith(function.Parameters.Where(parameter => parameter.Source == ParameterSource.AuthorizerContext)
            .Select(parameter => $"__authValue_{parameter.Name}__"));
        if (result != ReturnKind.Nothing)
            locals.Add("response");
        if (sources.Any(IsConverted))
            locals.Add("e");
        if (HasErrors(function))
            locals.UnionWith(["validationErrors", "errorResult"]);
        if (sources.Contains(ParameterSource.BodyJson))
            locals.UnionWith(["stream", "byteArray", "serializer"]);
        if (result == ReturnKind.HttpResult)
            locals.UnionWith(["httpResults", "serializationFormat", "serializationVersion", "errorStream", "serializer"]);
        if (result == ReturnKind.AuthorizerResult)
            locals.Add("authorizerResult");
        if (result is ReturnKind.HttpResult or ReturnKind.AuthorizerResult)
            locals.Add("serializationOptions");
        if (result is ReturnKind.Json or ReturnKind.ValueText)
            locals.Add("body");
        if (result == ReturnKind.Json)
            locals.UnionWith(["reader", "memoryStream", "serializer"]);
        return locals;
    }

    private static IEnumerable<string> ShortTypeNames(FunctionModel function, StartupModel? startup)
    {
        var sources = Sources(function).ToList();
        IEnumerable<string> names = ["StringBuilder", "Environment", .. ExpressionNames(function)];
        if (startup is not null)
            names = names.Append("ServiceProvider");
        if (startup?.Form == StartupForm.ConfigureServices)
            names = names.Append("ServiceCollection");
        if (startup?.Form == StartupForm.ConfigureHostBuilder)
            names = names.Append("IHost");
        if (function.Kind == FunctionKind.Plain)
            return sources.All(source => source == ParameterSource.Service) ? names.Append("Stream") : names;

        if (sources.Any(IsText))
            names = [.. names, "Exception", .. Failures];
        if (sources.Contains(ParameterSource.BodyJson))
            names = [.. names, "MemoryStream", "Exception"];
        if (function.Return.Kind == ReturnKind.Json)
            names = [.. names, "MemoryStream", "StreamReader"];
        return names;
    }

    private static IEnumerable<ParameterSource> Sources(FunctionModel function) => function.Parameters.Select(parameter => parameter.Source);

    private static bool HasErrors(FunctionModel function) => function.Kind == FunctionKind.RestApi && Sources(function).Any(source => source
        is not (ParameterSource.Event or ParameterSource.Context or ParameterSource.BodyText));

    private static bool MakesHeaders(FunctionModel function) => HasErrors(function)
        || (function.Kind == FunctionKind.RestApi && function.Return.Kind is ReturnKind.Json or ReturnKind.Text or ReturnKind.ValueText);

    /// <summary>Whether Convert.ChangeType converts the value.</summary>
    private static bool IsText(ParameterSource source) => source
        is ParameterSource.Route or ParameterSource.Query or ParameterSource.QueryList or ParameterSource.Header or ParameterSource.HeaderList
        or ParameterSource.AuthorizerContext or ParameterSource.AuthorizationToken;

    /// <summary>Whether the value is converted in the method body itself and not in a lambda expression.</summary>
    private static bool IsConverted(ParameterSource source) => source == ParameterSource.BodyJson
        || (IsText(source) && source is not (ParameterSource.QueryList or ParameterSource.HeaderList));
}
