using LambdaCrud.IntegrationTests.AllRoutes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RouteSync.Declarations;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>Finds the line of the source code that declares a part of the contract.</summary>
internal sealed class DeclarationPlaces(DeclaredApi api)
{
    public const string OfCors = "Compare it with ExposedHeaders in src/LambdaCrud/Http/Endpoint.cs and with x-cors at the end of openapi.json.";

    public static DeclarationPlaces Current { get; } = new(DeclaredRoutes.Api);

    /// <param name="property">A property of the route, such as <c>Answers</c>.</param>
    public string Of(Operation operation, string property) =>
        RouteOf(operation) is { } route ? Declare(property, route.Declaration) : Undeclared(operation);

    public string OfStatus(Operation operation, int status) => Of(operation, status switch
    {
        304 => "IsConditional",
        >= 400 => "Problems",
        _ => "Answers",
    });

    /// <param name="fault">A fault of the body of a request.</param>
    public string OfBody(Operation operation, SchemaFault fault) =>
        fault.Component is { } component && ShapeOf(component) is { } shape ? shape : Of(operation, "Accepts");

    /// <summary>The declaration of a shape; null if no type has this name.</summary>
    /// <param name="component">The name of a schema.</param>
    public static string? ShapeOf(string component)
    {
        // The schema of a merge patch follows from the type of the body.
        var names = (string[])[component, component.Replace("Patch", "Input", StringComparison.Ordinal), component.Replace("Patch", "", StringComparison.Ordinal)];
        return SourceCode.Application.SelectMany(file => file.DescendantNodes()).OfType<TypeDeclarationSyntax>()
            .Where(type => names.Contains(type.Identifier.Text))
            .MinBy(type => Array.IndexOf(names, type.Identifier.Text)) is { } found
                ? $"Declare it in {found.Identifier.Text} ({SourceCode.Place(found)})."
                : null;
    }

    /// <param name="property"><c>Members</c> or <c>Headers</c>.</param>
    public string OfProblem(string code, string property) =>
        api.Problems.FirstOrDefault(problem => problem.Code == code) is { } declared
            ? Declare(property, declared.Declaration)
            : $"Declare a ProblemType with the code {code}.";

    private DeclaredRoute? RouteOf(Operation operation) =>
        api.Routes.FirstOrDefault(route => route.Name.Equals(operation.Id, StringComparison.OrdinalIgnoreCase));

    private static string Undeclared(Operation operation) =>
        $"No route of the application has the operation id {operation.Id}: run `dotnet dev.cs sync`.";

    /// <param name="declaration">A static field, such as <c>NoteRoutes.Get</c>.</param>
    private static string Declare(string property, string declaration)
    {
        var names = declaration.Split('.');
        var field = SourceCode.Application.SelectMany(file => file.DescendantNodes()).OfType<VariableDeclaratorSyntax>().First(field =>
            field.Identifier.Text == names[1] && field.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.Text == names[0]);
        SyntaxNode line = field.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Left.ToString() == property) ?? (SyntaxNode)field;
        return $"Declare it in {property} of {declaration} ({SourceCode.Place(line)}).";
    }
}

/// <summary>The declarations of one answer.</summary>
/// <param name="operation">Null for a route that the contract does not have.</param>
internal sealed class ResponsePlaces(Operation? operation, int status, DeclarationPlaces places)
{
    private const string OfAnyProblem = "Declare it in src/LambdaCrud/Http/Problem.cs, or change the GatewayResponses of serverless.template.";

    public string OfMediaType => operation is null ? OfAnyProblem : places.OfStatus(operation, status);

    public string OfCode => operation is null ? "Declare a ProblemType with this code." : places.Of(operation, "Problems");

    /// <param name="code">The code of the problem; null if the answer is none.</param>
    public string OfHeader(string? code) => code is null ? OfMediaType : places.OfProblem(code, "Headers");

    /// <inheritdoc cref="OfHeader"/>
    public string OfMember(SchemaFault fault, string? code)
    {
        if (fault.Component is { } component && component != "Problem" && DeclarationPlaces.ShapeOf(component) is { } shape)
            return shape;
        return code is null ? OfMediaType : places.OfProblem(code, "Members");
    }
}
