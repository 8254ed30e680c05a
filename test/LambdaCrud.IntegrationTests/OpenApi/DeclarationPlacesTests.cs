using System.Text.RegularExpressions;
using LambdaCrud.IntegrationTests.AllRoutes;
using LocalHost;

namespace LambdaCrud.IntegrationTests.OpenApi;

/// <summary>A report names the line of the source code that lacks a declaration.</summary>
public sealed partial class DeclarationPlacesTests
{
    private static readonly DeclarationPlaces Places = DeclarationPlaces.Current;

    [Fact]
    public void An_undeclared_success_points_to_the_line_with_the_Answers_of_the_route() =>
        Assert.Every(Contract.Current.Operations, operation =>
        {
            var route = DeclaredRoutes.ByName[$"{operation}"];
            var line = LineIn(Places.OfStatus(operation, 299), $"Answers of {route.Declaration}");

            Assert.Contains(route.Resource, line.File, StringComparison.Ordinal);
            Assert.StartsWith("Answers = [", line.Text, StringComparison.Ordinal);
        });

    [Fact]
    public void An_undeclared_problem_points_to_the_Problems_of_the_route_or_to_the_route_if_it_lists_none() =>
        Assert.Every(Contract.Current.Operations, operation =>
        {
            var route = DeclaredRoutes.ByName[$"{operation}"];
            var line = LineIn(Places.OfStatus(operation, 499), $"Problems of {route.Declaration}");

            var expected = route.Problems.Count > 0 ? "Problems = [" : $"public static readonly {(route.Direct is null ? "Function" : "Direct")}Route";
            Assert.StartsWith(expected, line.Text, StringComparison.Ordinal);
        });

    [Fact]
    public void An_undeclared_member_or_header_of_a_problem_points_to_its_ProblemType() =>
        Assert.Every(DeclaredRoutes.Api.Problems, problem =>
        {
            var line = LineIn(Places.OfProblem(problem.Code, "Members"), $"Members of {problem.Declaration}");

            Assert.Contains(problem.Members.Count > 0 ? "Members = [" : $" {problem.Declaration.Split('.')[1]} =", line.Text, StringComparison.Ordinal);
        });

    [Fact]
    public void An_undeclared_member_points_to_the_type_of_its_object() =>
        Assert.Every(
            DeclaredRoutes.Api.Routes.SelectMany(route => route.Answers).Select(answer => answer.Type).OfType<Type>()
                .Where(type => type is { IsGenericType: false, IsArray: false }),
            type => Assert.Contains($" {type.Name}", LineIn(DeclarationPlaces.ShapeOf(type.Name)!, type.Name).Text, StringComparison.Ordinal));

    [Fact]
    public void A_merge_patch_points_to_the_type_that_it_patches() =>
        Assert.Every(DeclaredRoutes.Api.Routes.Where(route => route.Accepts is { IsMergePatch: true }), route =>
        {
            var name = route.Accepts!.Type.Name;
            LineIn(DeclarationPlaces.ShapeOf(name.Replace("Input", "Patch", StringComparison.Ordinal))!, name);
        });

    [Fact]
    public void An_operation_without_a_route_says_that_the_contract_is_out_of_date() =>
        Assert.Equal(
            "No route of the application has the operation id removedLongAgo: run `dotnet dev.cs sync`.",
            Places.OfStatus(Contract.Current.Operations.First() with { Id = "removedLongAgo" }, 299));

    /// <summary>The line that a remedy names.</summary>
    private static (string File, string Text) LineIn(string remedy, string declaration)
    {
        var place = Remedy().Match(remedy);
        Assert.True(place.Success, remedy);
        Assert.Equal(declaration, place.Groups["what"].Value);
        var file = place.Groups["file"].Value;
        return (file, File.ReadAllLines(Path.Combine(Repository.Root, file))[int.Parse(place.Groups["line"].Value) - 1].Trim());
    }

    [GeneratedRegex(@"^Declare it in (?<what>.+) \((?<file>[^:]+):(?<line>\d+)\)\.$")]
    private static partial Regex Remedy();
}
