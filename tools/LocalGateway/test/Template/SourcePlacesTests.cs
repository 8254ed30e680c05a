using LocalGateway.Template;
using LocalGateway.Template.Reading;

namespace LocalGateway.Tests.Template;

public sealed class SourcePlacesTests
{
    private const string Json = """
        {
          "Parameters": { "Colour": {} },
          "Resources": {
            "Api": {
              "Properties": { "é": 1, "List": [1, { "Deep": true }] },
              "paths./things/{id}.get": {}
            }
          }
        }
        """;

    private const string Yaml = """
        Parameters:
          Colour: {}
        Resources:
          Api:
            Properties:
              Name: !Sub "${AWS::Region}"
              List:
                - 1
                - Deep: true
        """;

    [Theory]
    [InlineData("Api.Properties.List", 5, 31)]
    [InlineData("Api.Properties.List[1].Deep", 5, 45)]
    [InlineData("Api.paths./things/{id}.get", 6, 7)]
    [InlineData("Api.Properties.List[7].Deep", 5, 31)]
    [InlineData("Parameters.Colour", 2, 19)]
    public void A_path_has_its_place_in_JSON(string path, int line, int column) =>
        Assert.Equal((line, column), SourcePlaces.Of(Json)!.Find(path));

    [Theory]
    [InlineData("Api.Properties.Name", 6, 7)]
    [InlineData("Api.Properties.List[1].Deep", 9, 11)]
    [InlineData("Api.Properties.Other.Deep", 5, 5)]
    [InlineData("Parameters.Colour", 2, 3)]
    public void A_path_has_its_place_in_YAML(string path, int line, int column) =>
        Assert.Equal((line, column), SourcePlaces.Of(Yaml)!.Find(path));

    [Theory]
    [InlineData("")]
    [InlineData("Other.Properties")]
    public void A_path_that_the_text_does_not_have_has_no_place(string path) => Assert.Null(SourcePlaces.Of(Json)!.Find(path));

    [Fact]
    public void An_alias_to_a_node_around_it_ends() =>
        Assert.Equal((2, 3), SourcePlaces.Of("Resources: &all\n  Api: *all\n")!.Find("Api.Api.Api"));

    [Theory]
    [InlineData("{ no json")]
    [InlineData("a: [")]
    public void A_text_that_cannot_be_read_has_no_places(string text) => Assert.Null(SourcePlaces.Of(text));

    [Fact]
    public void The_message_of_a_template_file_names_file_line_and_column()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("places-").FullName, "template.yaml");
        File.WriteAllText(file, "Resources:\n  Api:\n    Type: AWS::Serverless::Api\n    Properties:\n      StageName: [1]\nTransform: AWS::Serverless-2016-10-31\n");

        var exception = Assert.Throws<TemplateException>(() => SamTemplate.Load(file, new TemplateOptions()));

        Assert.StartsWith("template.yaml(5,7): Api.Properties.StageName: ", exception.Message, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
