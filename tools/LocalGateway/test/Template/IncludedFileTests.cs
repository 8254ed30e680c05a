using LocalGateway.Model;
using LocalGateway.Template;

namespace LocalGateway.Tests.Template;

/// <summary>Templates that consist of several files.</summary>
public sealed class IncludedFileTests : IDisposable
{
    private const string Document = """
        swagger: '2.0'
        paths:
          /a: { get: { x-amazon-apigateway-integration: { type: mock, requestTemplates: { application/json: 'REGION' } } } }
        """;

    private const string Api = "Transform: AWS::Serverless-2016-10-31\nResources: { Api: { Type: AWS::Serverless::Api, Properties: { StageName: v1, PROPERTY } } }";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("included-files-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } } }")]
    [InlineData("DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: !Sub './${AWS::StackName}/../api.yaml' } } }")]
    [InlineData("DefinitionUri: ./api.yaml")]
    public void The_definition_of_an_API_can_be_a_file(string property)
    {
        Write("api.yaml", Document);

        Assert.Equal(["GET /a"], Load(property).RestApis.Single().Routes());
    }

    [Fact]
    public void Functions_are_resolved_in_an_included_file_but_not_in_a_DefinitionUri()
    {
        Write("api.yaml", Document.Replace("'REGION'", "{ Ref: AWS::Region }", StringComparison.Ordinal));

        var included = Load("DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } } }");
        var integration = Assert.IsType<MockIntegration>(included.RestApis.Single().Methods.Single().Integration);
        Assert.Equal("us-east-1", integration.RequestTemplates["application/json"]);
        Assert.Equal(
            "Api.Properties.DefinitionUri: the file has the function Ref at paths./a.get.x-amazon-apigateway-integration.requestTemplates.application/json, which SAM does not resolve: "
            + "write DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } } } instead",
            Refused("DefinitionUri: api.yaml"));
    }

    [Fact]
    public void The_members_beside_an_include_win_over_those_of_the_file()
    {
        Write("part.yaml", "paths: {}\nswagger: '1.0'\n");

        Assert.Single(Load("DefinitionBody: { swagger: '2.0', Fn::Transform: { Name: AWS::Include, Parameters: { Location: part.yaml } } }").RestApis);
    }

    [Theory]
    [InlineData("DefinitionUri: s3://bucket/api.yaml", "Api.Properties.DefinitionUri: this machine does not read S3: write the path of the local file, or paste the file's content into DefinitionBody")]
    [InlineData("DefinitionUri: { Bucket: b, Key: k }", "Api.Properties.DefinitionUri: this machine does not read S3: write the path of the local file, or paste the file's content into DefinitionBody")]
    [InlineData("DefinitionBody: { Fn::Transform: { Name: Mine } }", "Resources.Api.Properties.DefinitionBody.Fn::Transform: the macro 'Mine' cannot run on this machine: write its result into the template")]
    public void A_definition_that_is_not_on_this_machine_is_refused_with_advice(string property, string finding) =>
        Assert.Equal(finding, Refused(property));

    [Fact]
    public void A_finding_about_a_missing_file_contains_its_path() =>
        Assert.Contains(Path.Combine(_folder.FullName, "api.yaml"), Refused("DefinitionUri: api.yaml"), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_includes_itself_is_refused()
    {
        Write("api.yaml", "a: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } } }");

        var exception = Assert.Throws<TemplateException>(
            () => Load("DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } } }"));

        Assert.Contains("files include each other", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_partial_deployment_reads_a_definition_in_S3_from_the_file_beside_the_template()
    {
        Write("api.yaml", Document);

        Assert.Equal(["GET /a"], Load("DefinitionUri: s3://bucket/folder/api.yaml", isPartial: true).RestApis.Single().Routes());
    }

    [Fact]
    public void A_cookiecutter_template_has_the_defaults_of_its_folder()
    {
        const string text = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Hello:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: h
                  CodeUri: src
                  Runtime: {{ cookiecutter.runtime }}
                  {%- if cookiecutter.architectures.value != [] %}
                  Architectures:
                  {%- for arch in cookiecutter.architectures.value %}
                    - {{arch}}
                  {%- endfor %}
                  {%- endif %}
                  Environment:
                    Variables:
                      {%- if cookiecutter["Tracing"] == "enabled" or cookiecutter["Logs"] == "enabled" %}
                      Service: {{ cookiecutter.project_name|lower|replace(' ', '-') }}
                      {%- else %}
                      Other: x
                      {%- endif %}
                      Secret: 'a{{resolve:ssm:/b}}'
            """;
        Write("cookiecutter.json", """{ "runtime": "dotnet10", "project_name": "My App", "architectures": { "value": [ "arm64" ] }, "Tracing": [ "enabled", "disabled" ] }""");
        Write("template.yaml", text);

        var function = SamTemplate.Load(
            Path.Combine(_folder.FullName, "template.yaml"), new() { Parameters = new Dictionary<string, string> { ["ssm:/b"] = "b" } }).Functions["Hello"];

        Assert.Equal(["Secret=ab", "Service=my-app"], function.Environment.Select(variable => $"{variable.Key}={variable.Value}").Order(StringComparer.Ordinal));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private Deployment Load(string property, bool isPartial = false) => SamTemplate.Parse(
        Api.Replace("PROPERTY", property, StringComparison.Ordinal), new() { Partial = isPartial }, _folder.FullName);

    private string Refused(string property) =>
        Assert.Single(Assert.Throws<TemplateException>(() => Load(property)).TemplateDiagnostics).ToString();
}
