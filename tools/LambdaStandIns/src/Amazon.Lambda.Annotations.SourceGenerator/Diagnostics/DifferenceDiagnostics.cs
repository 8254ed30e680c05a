using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;

/// <summary>
/// The diagnostics that only the stand-in reports. With them, no program behaves differently with the published package without notice.
/// A warning means that the stand-in handles the code better, or that the published generator ignores it silently. An error means that
/// neither generator can write working code. tools/LambdaStandIns/DIFFERENCES.md lists all of them.
/// </summary>
internal static class DifferenceDiagnostics
{
    private const string Category = "LambdaStandIns";

    public static readonly DiagnosticDescriptor ReturnType = Warning(
        "LambdaStandIn0001", "The published package does not recognise the return type",
        "'{0}' returns {1}. The published package does not recognise this as {2} and {3}. Declare the return type as {4}.");

    public static readonly DiagnosticDescriptor NullableTextBody = Warning(
        "LambdaStandIn0002", "The published package reads a nullable text body as JSON",
        "[FromBody] parameter '{0}' is a 'string?'. The published package reads that body as JSON instead of text. "
        + "Declare it as 'string'.");

    public static readonly DiagnosticDescriptor ValueTask = Warning(
        "LambdaStandIn0003", "The published package does not await a ValueTask",
        "'{0}' returns a ValueTask. The published package never awaits it and answers with its ToString(). Return a Task.");

    public static readonly DiagnosticDescriptor NameCollision = Warning(
        "LambdaStandIn0004", "The name is also used in the published package's generated code",
        "The {0} name '{1}' collides with a name in the code that the published package generates for '{2}'. That code does not "
        + "compile. Choose another name.");

    public static readonly DiagnosticDescriptor Unusable = Error(
        "LambdaStandIn0005", "No entry point can be generated",
        "'{0}' cannot be a Lambda function: {1}. The code that the published package generates for it does not compile. {2}");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "LambdaStandIn0006", "Two functions have the same generated name",
        "'{0}' and '{1}' have the same generated class name '{2}'. The published package stops with AWSLambda0001. "
        + "Rename one of the classes or methods.");

    public static readonly DiagnosticDescriptor DuplicateResource = Warning(
        "LambdaStandIn0007", "Two functions have the same resource name",
        "'{0}' and '{1}' have the same resource name '{2}'. Only the later one stays in the template, as with the published "
        + "package. Give one of them another ResourceName.");

    public static readonly DiagnosticDescriptor DuplicateRoute = Warning(
        "LambdaStandIn0008", "Two functions have the same route",
        "'{0}' and '{1}' are both mapped to {2}. Both go into the template, as with the published package, and the deployment fails or "
        + "loses one. Change one of the routes.");

    public static readonly DiagnosticDescriptor StartupIgnored = Warning(
        "LambdaStandIn0009", "The startup class is not used",
        "The [LambdaStartup] type '{0}' is not used, as with the published package, because {1}. {2}");

    public static readonly DiagnosticDescriptor DerivedAttribute = Warning(
        "LambdaStandIn0010", "An attribute derived from an event attribute has no effect",
        "[{0}] on '{1}' has no effect, as with the published package. Only [{2}] itself has an effect. Use [{2}].");

    public static readonly DiagnosticDescriptor LoggerWithoutArguments = Warning(
        "LambdaStandIn0011", "A logger lacks the method that takes arguments",
        "'{0}' does not implement ILambdaLogger.Log(string level, string message, params object[] args). The default in the "
        + "published package calls itself until the stack overflows. The default in the stand-in ends the process. Implement this method.");

    public static readonly DiagnosticDescriptor UnsupportedList = Error(
        "LambdaStandIn0012", "A list parameter cannot take a List<T>",
        "Parameter '{0}' of type '{1}' cannot take a List<T>. The code that the published package generates for it does not compile. "
        + "Declare it as 'IReadOnlyList<T>' or 'List<T>'.");

    public static readonly DiagnosticDescriptor NoClass = Warning(
        "LambdaStandIn0013", "The project declares no class",
        "The project declares no class, only other types. The published package then generates neither code nor a template, and "
        + "reports nothing. Declare '{0}' as a class.");

    public static readonly DiagnosticDescriptor UnusableStartup = Error(
        "LambdaStandIn0014", "The startup class cannot be used",
        "The [LambdaStartup] class '{0}' cannot be used: {1}. The code that the published package generates for it does not compile. "
        + "Declare an accessible instance method in a class that has a constructor without parameters.");

    public static readonly DiagnosticDescriptor HiddenName = Warning(
        "LambdaStandIn0015", "A name in the published package's generated code has another meaning",
        "The code that the published package generates for '{1}' uses the name '{0}', which means {2} there instead of {3}. "
        + "That code does not compile, or does something else. Rename your type, namespace, method or alias, or move the function to "
        + "another namespace.");

    public static readonly DiagnosticDescriptor TwoParts = Warning(
        "LambdaStandIn0016", "Both parts of a partial method have attributes",
        "Both parts of the partial method '{0}' have attributes. The published package then generates the same class twice and stops "
        + "with AWSLambda0001. Put all attributes on one part.");

    public static readonly DiagnosticDescriptor TextBodyBesideOther = Warning(
        "LambdaStandIn0017", "The published package's generated code lacks a variable",
        "Parameter '{0}' has [FromBody] together with [FromQuery] or [FromHeader]. The code that the published package generates for "
        + "'{1}' then does not compile. Keep one of the attributes.");

    public static readonly DiagnosticDescriptor UnescapedName = Warning(
        "LambdaStandIn0018", "The published package does not escape a name in its generated code",
        "The [FromCustomAuthorizer] name of parameter '{0}' contains a quote, a backslash or a line break. The published package does "
        + "not escape it. The generated code then does not compile, or looks for another name. Use a name without these characters.");

    public static readonly DiagnosticDescriptor OwnAttribute = Warning(
        "LambdaStandIn0019", "The published package confuses an attribute with its own",
        "[{0}] on '{1}' is {2}. The published package compares only short names and treats it as {3}. It then fails or does "
        + "something else. Rename the attribute class.");

    public static readonly DiagnosticDescriptor DynamicBuilder = Warning(
        "LambdaStandIn0020", "The published package cannot use a dynamic host builder",
        "'{0}.ConfigureHostBuilder' returns dynamic. The code that the published package generates for it throws when the function starts. "
        + "Declare the builder's type.");

    public static readonly DiagnosticDescriptor SerializerMethods = Warning(
        "LambdaStandIn0021", "The published package calls other methods of the serializer",
        "The serializer '{0}' has several {1} methods, or its own {1} does not implement ILambdaSerializer.{1}. In API functions, the "
        + "published package calls the class's own method. Implement the interface with a single public {1} method.");

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
