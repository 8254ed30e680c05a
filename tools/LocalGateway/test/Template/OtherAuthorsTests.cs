using LocalGateway.Model;

namespace LocalGateway.Tests.Template;

/// <summary>What SAM, CloudFormation and PyYAML accept in templates that others wrote.</summary>
public sealed class OtherAuthorsTests
{
    private const string Mock =
        "x-amazon-apigateway-integration: { type: mock, requestTemplates: { application/json: '{\"statusCode\":200}' }, responses: { default: { statusCode: '200' } } }";

    [Theory]
    [InlineData("Role: null")]
    [InlineData("Role: ")]
    [InlineData("Layers: [ null ]")]
    [InlineData("VpcConfig: { SubnetIds: null }")]
    public void A_null_in_a_property_of_a_SAM_resource_counts_as_absent(string property) =>
        Assert.Equal(["F"], Templates.Read(Function(property)).Functions.Keys);

    [Fact]
    public void A_null_property_of_a_CloudFormation_resource_is_refused() =>
        Assert.Equal(
            ["R.Properties.Path: null values are not allowed in templates"],
            Templates.Refused("Resources: { R: { Type: AWS::IAM::Role, Properties: { Path: null, AssumeRolePolicyDocument: {} } } }"));

    [Theory]
    [InlineData("Description: what it is for")]
    [InlineData("Connectors: {}")]
    [InlineData("OpenApiVersion: 3.0.1")]
    public void Members_beside_the_Type_of_a_SAM_resource_do_not_stop_the_start(string member) =>
        Assert.Equal(["F"], Templates.Read(Function("").Replace("Type: AWS::Serverless::Function", $"Type: AWS::Serverless::Function\n    {member}", StringComparison.Ordinal)).Functions.Keys);

    [Fact]
    public void Resources_that_no_route_needs_are_left_aside_whatever_their_type() =>
        Assert.Equal(
            ["B (AWS::S3::Bucket)", "C (Custom::Thing)", "V (AWS::EC2::VPC)"],
            Templates.Read("Resources: { B: { Type: AWS::S3::Bucket }, V: { Type: AWS::EC2::VPC }, C: { Type: Custom::Thing, Properties: { ServiceToken: !GetAtt B.Arn } } }").IgnoredLocally);

    [Fact]
    public void A_list_is_expected_where_a_resource_that_is_left_aside_has_one()
    {
        var variables = Templates.Read(Function("Environment: { Variables: { A: !Select [ 1, !Split [ ':', !Select [ 3, !GetAtt V.DnsEntries ] ] ], B: !Join [ ',', !GetAtt V.DnsEntries ] } }") + "\n  V: { Type: AWS::EC2::VPCEndpoint }")
            .Functions["F"].Environment;

        Assert.Equal(["A", "B"], variables.Keys);
    }

    [Fact]
    public void Merge_keys_and_aliases_have_the_values_that_SAM_CLI_sends()
    {
        var variables = Templates.Read(
            "Metadata: { Shared: &shared { One: shared, Two: shared }, More: &more { Two: more, Three: more } }\n"
                + Function("Environment: { Variables: { <<: [ *shared, *more ], One: own } }")).Functions["F"].Environment;

        Assert.Equal(
            ["One=own", "Three=more", "Two=shared"],
            variables.Select(variable => $"{variable.Key}={variable.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Resources: { A: *none }", "template: line 1, column 17: no earlier value has the anchor '&none'")]
    [InlineData("Resources: { <<: 5 }", "template: line 1, column 14: a merge key '<<' needs an object or a list of objects")]
    public void The_diagnostic_for_a_wrong_alias_or_merge_key_has_the_line(string text, string diagnostic) =>
        Assert.Equal([diagnostic], Templates.Refused(text));

    [Fact]
    public void Aliases_that_stand_for_too_many_values_are_refused()
    {
        var levels = Enumerable.Range(1, 9).Select(level => $"L{level}: &l{level} [ {string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 10))} ]");

        Assert.Contains(
            "more than 1000000 values",
            Assert.Single(Templates.Refused($"L0: &l0 x\n{string.Join('\n', levels)}\nResources: {{}}")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("|\n                   \n                      {\"statusCode\": 200}\n", "\n{\"statusCode\": 200}\n")]
    [InlineData("\"a\nb\"\n", "a b")]
    [InlineData("'it''s\n\n long'\n", "it's\nlong")]
    [InlineData("\"a \\\n  b\"\n", "a b")]
    [InlineData(">-\n                  a\n                  b\n", "a b")]
    public void Scalars_over_several_lines_are_read_as_PyYAML_reads_them(string scalar, string value) =>
        Assert.Equal(value, Templates.Read(Function("Environment:\n        Variables:\n          V: " + scalar)).Functions["F"].Environment["V"]);

    [Theory]
    [InlineData(@"\p{Print}{12,}", "abcdefghijkl", null)]
    [InlineData(@"\p{Alpha}+", "abc", null)]
    [InlineData(@"\p{Alpha}+", "abc1", @"the value 'abc1' does not match \p{Alpha}+")]
    [InlineData("(", "abc", "'(' is not a regular expression of Java that LocalGateway can check")]
    public void AllowedPattern_is_a_pattern_of_Java(string pattern, string value, string? finding)
    {
        var text = $"Parameters: {{ P: {{ Type: String, AllowedPattern: '{pattern}' }} }}\nResources: {{ T: {{ Type: AWS::SNS::Topic }} }}";

        if (finding is null)
            Assert.Equal(["T (AWS::SNS::Topic)"], Templates.Read(text, ("P", value)).IgnoredLocally);
        else
            Assert.Equal([$"Parameters.P.AllowedPattern: {finding}"], Templates.Refused(text, ("P", value)));
    }

    [Fact]
    public void An_OpenAPI_3_document_can_have_the_security_definitions_of_Swagger()
    {
        var api = Api($$"""
            openapi: 3.0.1
            securityDefinitions:
              Users: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: cognito_user_pools, x-amazon-apigateway-authorizer: { type: cognito_user_pools, providerARNs: [ !GetAtt Pool.Arn ] } }
            paths: { /me: { get: { security: [ { Users: [] } ], {{Mock}} } } }
            """).RestApis.Single();

        Assert.Equal("Users", api.Method("GET", "/me").Authorizer);
        Assert.Equal(["Pool"], Assert.IsType<CognitoAuthorizer>(api.Authorizers["Users"]).UserPools);
    }

    [Fact]
    public void Unknown_members_of_an_integration_are_left_aside_and_named()
    {
        var deployment = Api("""
            swagger: '2.0'
            paths: { /a: { get: { x-amazon-apigateway-integration: { type: mock, description: why, responses: { default: { statusCode: '200', message: fine, schema: { type: object } } } } } } }
            """);

        const string place = "Api.DefinitionBody.paths./a.get.x-amazon-apigateway-integration.";
        Assert.Equal([$"{place}description", $"{place}responses.default.message", $"{place}responses.default.schema"], deployment.IgnoredLocally);
    }

    [Theory]
    [InlineData("swagger: '2.0'\nsecurityDefinitions: { S: { type: basic } }\npaths: { /a: { get: { security: [ { S: [] } ], " + Mock + " } } }", "Api.DefinitionBody.securityDefinitions.S (type basic)")]
    [InlineData("swagger: '2.0'\nx-amazon-apigateway-cors: {}\npaths: {}", "Api.DefinitionBody.x-amazon-apigateway-cors")]
    public void Parts_of_a_document_that_the_import_ignores_are_left_aside(string document, string place) =>
        Assert.Equal([place], Api(document).IgnoredLocally);

    [Fact]
    public void A_broken_mapping_template_is_found_together_with_the_other_mistakes() => Assert.Equal(
        [
            "Api.Properties.DefinitionBody.paths./a.get.x-amazon-apigateway-integration.requestTemplates.application/json: VTL(1",
            "Api.Properties.DefinitionBody.paths./a.get.x-amazon-apigateway-integration.responses.default.responseTemplates.text/plain: VTL(2",
            "Api.Properties.Unknown: not supported",
        ],
        Templates.Refused("""
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: v1
                  Unknown: 1
                  DefinitionBody:
                    swagger: '2.0'
                    paths: { /a: { get: { x-amazon-apigateway-integration: { type: mock, requestTemplates: { application/json: '#if(' }, responses: { default: { statusCode: '200', responseTemplates: { text/plain: "ok\n#end" } } } } } } }
            """).Order(StringComparer.Ordinal).Select(finding => finding.Split(',')[0]));

    [Fact]
    public void A_user_pool_outside_the_template_has_a_local_pool_in_its_place()
    {
        var deployment = Templates.Read("""
            Transform: AWS::Serverless-2016-10-31
            Parameters: { PoolArn: { Type: String, Default: 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEfGhI' } }
            Resources:
              App: { Type: AWS::Cognito::UserPoolClient, Properties: { UserPoolId: eu-west-1_AbCdEfGhI } }
              Api: { Type: AWS::Serverless::Api, Properties: { StageName: v1, Auth: { Authorizers: { Users: { UserPoolArn: !Ref PoolArn } } } } }
            """);

        var pool = Assert.Single(deployment.UserPools.Values);
        Assert.Equal("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI", pool.Issuer);
        Assert.Equal("arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEfGhI", pool.StandsInFor);
        Assert.Equal(["App"], pool.ClientIds.Keys);
        Assert.Equal([pool.LogicalId], Assert.IsType<CognitoAuthorizer>(deployment.RestApis.Single().Authorizers["Users"]).UserPools);
    }

    [Theory]
    [InlineData("{{resolve:ssm:/shop/table}}", "ssm:/shop/table")]
    [InlineData("{{resolve:ssm:/shop/table:3}}", "/shop/table")]
    [InlineData("{{resolve:secretsmanager:shop:SecretString:key}}", "secretsmanager:shop:key")]
    public void A_value_from_outside_is_given_as_a_parameter_with_a_prefix(string reference, string name) =>
        Assert.Equal("given", Templates.Read(Function($"Environment: {{ Variables: {{ V: '{reference}' }} }}"), (name, "given")).Functions["F"].Environment["V"]);

    [Fact]
    public void An_import_of_another_stack_is_given_as_a_parameter() =>
        Assert.Equal("given", Templates.Read(Function("Environment: { Variables: { V: !ImportValue Table } }"), ("import:Table", "given")).Functions["F"].Environment["V"]);

    [Fact]
    public void A_value_from_outside_that_the_template_does_not_use_is_refused() =>
        Assert.Equal(
            ["Parameters.ssm:/b: a value is given, but the template does not use it"],
            Templates.Refused(Function(""), ("ssm:/b", "x")));

    [Theory]
    [InlineData(null, null)]
    [InlineData("Value", "given")]
    [InlineData("ssm:/shop/table", "given")]
    public void The_value_of_an_SSM_parameter_type_is_given_by_either_name(string? name, string? value)
    {
        var text = "Parameters: { Value: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /shop/table } }\n"
            + Function("Environment: { Variables: { V: !Ref Value } }");

        if (name is null)
            Assert.Equal(["Parameters.Value.Default: the SSM parameter '/shop/table' has no value on this machine: give it with --parameter 'ssm:/shop/table=VALUE'"], Templates.Refused(text));
        else
            Assert.Equal(value, Templates.Read(text, (name, value!)).Functions["F"].Environment["V"]);
    }

    [Fact]
    public void A_SimpleTable_has_the_key_id_unless_it_names_another()
    {
        var tables = Templates.Read(
            Templates.Sam + "Resources: { A: { Type: AWS::Serverless::SimpleTable }, B: { Type: AWS::Serverless::SimpleTable, Properties: { TableName: bees, PrimaryKey: { Name: n, Type: Number } } } }").Tables;

        Assert.Equal("""[{"AttributeName":"id","AttributeType":"S"}]""", tables["A"].Properties["AttributeDefinitions"]!.ToJsonString());
        Assert.Equal("PAY_PER_REQUEST", (string?)tables["A"].Properties["BillingMode"]);
        Assert.Equal(("bees", """[{"AttributeName":"n","AttributeType":"N"}]"""), (tables["B"].TableName, tables["B"].Properties["AttributeDefinitions"]!.ToJsonString()));
    }

    [Fact]
    public void A_loop_writes_a_resource_for_each_item()
    {
        var deployment = Templates.Read("""
            Transform: [ AWS::LanguageExtensions, AWS::Serverless-2016-10-31 ]
            Parameters: { Names: { Type: CommaDelimitedList, Default: 'one,two' } }
            Resources:
              Fn::ForEach::Tables:
                - Name
                - !Ref Names
                - Table${Name}: { Type: AWS::DynamoDB::Table, Properties: { TableName: !Ref Name, KeySchema: [] } }
              Fn::ForEach::More:
                - Name
                - [ a-b, c ]
                - T&{Name}: { Type: AWS::DynamoDB::Table, Properties: { TableName: !Sub 'x-${Name}', KeySchema: [] } }
            """);

        Assert.Equal(
            ["Tab=x-a-b", "Tableone=one", "Tabletwo=two", "Tc=x-c"],
            deployment.Tables.Select(table => $"{table.Key}={table.Value.TableName}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Findings_of_all_steps_are_reported_together_and_each_cause_once()
    {
        var findings = Templates.Refused("""
            Transform: AWS::Serverless-2016-10-31
            Parameters: { Name: { Type: String } }
            Resources:
              F: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs22.x, Handler: h, CodeUri: !Ref Missing } }
              Api: { Type: AWS::Serverless::Api, Properties: { StageName: v1, DefinitionBody: { swagger: '2.0', paths: { a: {} } } } }
            """);

        Assert.Equal(
            [
                "Api.Properties.DefinitionBody.paths.a: a path must begin with '/'",
                "F.Properties.CodeUri: refers to 'Missing', which is neither a resource nor a parameter of the template",
                "F.Properties.Runtime: 'nodejs22.x' is not supported: only dotnet and provided runtimes",
                "Parameters.Name.Default: the parameter has no default: give it a value with --parameter Name=VALUE",
            ],
            findings.Order(StringComparer.Ordinal));
    }

    private static string Function(string property) => $$"""
        Transform: AWS::Serverless-2016-10-31
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: dotnet10
              Handler: h
              CodeUri: src
              {{property}}
        """;

    private static Deployment Api(string document) => Templates.Read($$"""
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Pool: { Type: AWS::Cognito::UserPool }
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: v1
              DefinitionBody:
        {{Templates.Indent(document, 8)}}
        """);
}
