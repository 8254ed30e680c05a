using LocalGateway.Template;

namespace LocalGateway.Tests.Template;

/// <summary>Functions, tables, roles, user pools and secrets, and their local ids.</summary>
public sealed class ResourceTests
{
    private const string Role = "AssumeRolePolicyDocument: { Statement: [ { Effect: Allow, Principal: { Service: [ apigateway.amazonaws.com ] }, Action: sts:AssumeRole } ] }";

    [Fact]
    public void Ids_have_the_format_of_AWS_and_are_the_same_at_every_start()
    {
        const string resources = """
              Pool: { Type: AWS::Cognito::UserPool }
              App: { Type: AWS::Cognito::UserPoolClient, Properties: { UserPoolId: !Ref Pool } }
              Api: { Type: AWS::Serverless::Api, Properties: { StageName: v1 } }
            """;
        var first = Templates.Read($"{Templates.Sam}Resources:\n{resources}");
        var second = Templates.Read($"{Templates.Sam}Resources:\n{resources}");

        Assert.Matches("^us-east-1_[A-Za-z0-9]{9}$", first.UserPools["Pool"].PoolId);
        Assert.Matches("^[a-z0-9]{26}$", first.UserPools["Pool"].ClientIds["App"]);
        Assert.Matches("^[a-z0-9]{10}$", first.RestApis.Single().ApiId);
        Assert.Equal(first.UserPools["Pool"].PoolId, second.UserPools["Pool"].PoolId);
        Assert.Equal(first.RestApis.Single().ApiId, second.RestApis.Single().ApiId);
    }

    [Theory]
    [InlineData("!Ref F", "worker")]
    [InlineData("!GetAtt F.Arn", "arn:aws:lambda:us-east-1:123456789012:function:worker")]
    [InlineData("!GetAtt FRole.Arn", "arn:aws:iam::123456789012:role/FRole")]
    [InlineData("!Sub '${Api.Stage}/${Apiv1Stage}'", "v1/v1")]
    [InlineData("!Ref OtherStage", "live")]
    [InlineData("!Ref Topic", "arn:aws:sns:us-east-1:123456789012:Topic")]
    [InlineData("!GetAtt Log.Arn", "arn:aws:logs:us-east-1:123456789012:log-group:/shop:*")]
    public void A_reference_is_replaced_by_a_local_name_or_ARN(string reference, string value) =>
        Assert.Equal(
            value,
            Templates.Read($$"""
                Transform: AWS::Serverless-2016-10-31
                Parameters: { Stage: { Type: String, Default: live } }
                Resources:
                  Api: { Type: AWS::Serverless::Api, Properties: { StageName: v1 } }
                  Other: { Type: AWS::Serverless::Api, Properties: { StageName: !Ref Stage } }
                  Topic: { Type: AWS::SNS::Topic }
                  Log: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /shop } }
                  F: { Type: AWS::Serverless::Function, Properties: { FunctionName: worker, Runtime: dotnet10, Handler: h, CodeUri: src } }
                  G: { Type: AWS::Serverless::Function, Properties: { Runtime: dotnet10, Handler: h, CodeUri: src, Environment: { Variables: { V: {{reference}} } } } }
                """).Functions["G"].Environment["V"]);

    [Theory]
    [InlineData("Runtime: nodejs22.x, Handler: h, CodeUri: src", "Runtime: 'nodejs22.x' is not supported: only dotnet and provided runtimes")]
    [InlineData("Handler: h, CodeUri: src", "Runtime: is required")]
    [InlineData("Runtime: dotnet10, CodeUri: src", "Handler: is required")]
    [InlineData("Runtime: dotnet10, Handler: h", "CodeUri: is required")]
    [InlineData("Runtime: dotnet10, Handler: h, CodeUri: src, Timeout: 901", "Timeout: must be between 1 and 900, not 901")]
    [InlineData("Runtime: dotnet10, Handler: h, CodeUri: src, Layers: [ a ]", "Layers: not supported")]
    [InlineData("Runtime: dotnet10, Handler: h, CodeUri: src, PackageType: Image", "PackageType: 'Image' is not supported, only Zip")]
    [InlineData("Runtime: dotnet10, Handler: h, CodeUri: src, Environment: { Variables: { A: [ b ] } }", "Environment.Variables.A: must be a string")]
    public void A_function_that_cannot_run_on_this_machine_is_refused(string properties, string diagnostic) =>
        Assert.Equal(
            [$"F.Properties.{diagnostic}"],
            Templates.Refused($"{Templates.Sam}Resources: {{ F: {{ Type: AWS::Serverless::Function, Properties: {{ {properties} }} }} }}"));

    [Fact]
    public void By_default_a_function_has_a_timeout_of_3_s_and_128_MiB()
    {
        var function = Templates.Read(Templates.Sam + "Resources: { F: { Type: AWS::Serverless::Function, Properties: { Runtime: dotnet10, Handler: h, CodeUri: src } } }").Functions["F"];

        Assert.Equal((TimeSpan.FromSeconds(3), 128), (function.Timeout, function.MemorySize));
        Assert.Null(function.ReservedConcurrency);
    }

    [Fact]
    public void A_table_keeps_its_properties_with_resolved_references()
    {
        var table = Templates.Read("""
            Parameters: { Units: { Type: Number, Default: 5 } }
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: !Sub 'orders-${AWS::Region}'
                  KeySchema: [ { AttributeName: pk, KeyType: HASH } ]
                  ProvisionedThroughput: { ReadCapacityUnits: !Ref Units, WriteCapacityUnits: 1 }
                  Tags: [ { Key: a, Value: b } ]
            """).Tables["Orders"];

        Assert.Equal("orders-us-east-1", table.TableName);
        Assert.Equal("5", table.Properties["ProvisionedThroughput"]!["ReadCapacityUnits"]!.GetValue<string>());
        Assert.False(table.Properties.ContainsKey("Tags"));
    }

    [Fact]
    public void Throughput_limits_of_an_index_are_reported_as_ignored() =>
        Assert.Equal(
            ["Orders.GlobalSecondaryIndexes[0].OnDemandThroughput"],
            Templates.Read("""
                Resources:
                  Orders:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      KeySchema: [ { AttributeName: pk, KeyType: HASH } ]
                      GlobalSecondaryIndexes:
                        - IndexName: byStatus
                          KeySchema: [ { AttributeName: status, KeyType: HASH } ]
                          Projection: { ProjectionType: ALL }
                          OnDemandThroughput: { MaxReadRequestUnits: 100, MaxWriteRequestUnits: 100 }
                """).IgnoredLocally);

    [Theory]
    [InlineData("Foo: 1, KeySchema: []", "Orders.Properties.Foo: not supported")]
    [InlineData("KeySchema: [], GlobalSecondaryIndexes: [ { Foo: 1 } ]", "Orders.Properties.GlobalSecondaryIndexes[0].Foo: not supported")]
    [InlineData("TableName: a", "Orders.Properties.KeySchema: is required")]
    public void The_diagnostic_names_a_mistake_in_a_table(string properties, string diagnostic) =>
        Assert.Equal([diagnostic], Templates.Refused($"Resources: {{ Orders: {{ Type: AWS::DynamoDB::Table, Properties: {{ {properties} }} }} }}"));

    [Fact]
    public void A_role_has_the_statements_of_its_own_and_of_attached_policies()
    {
        var role = Templates.Read($$"""
            Resources:
              Reader:
                Type: AWS::IAM::Role
                Properties:
                  {{Role}}
                  ManagedPolicyArns: [ !Ref Shared, 'arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess' ]
                  Policies:
                    - PolicyName: own
                      PolicyDocument: { Version: '2012-10-17', Statement: { Effect: Allow, Action: dynamodb:GetItem, Resource: '*', Condition: { StringEquals: { a: b } } } }
              Shared: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [ { Effect: Deny, Action: [ dynamodb:PutItem ], NotResource: x } ] } } }
              Attached: { Type: AWS::IAM::Policy, Properties: { PolicyName: p, Roles: [ !Ref Reader ], PolicyDocument: { Statement: [ { Effect: Allow, NotAction: a, Resource: [ b ] } ] } } }
            """).Roles["Reader"];

        Assert.Equal("arn:aws:iam::123456789012:role/Reader", role.Arn);
        Assert.Equal(["apigateway.amazonaws.com"], role.TrustedServices);
        Assert.Equal(["arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"], role.ManagedPolicyArns);
        Assert.Collection(
            role.Statements,
            own =>
            {
                Assert.True(own.Allows);
                Assert.Equal(["dynamodb:GetItem"], own.Actions);
                Assert.Equal(["*"], own.Resources);
                Assert.Equal("""{"StringEquals":{"a":"b"}}""", own.Condition!.ToJsonString());
            },
            attached => Assert.Equal((true, "a", "b"), (attached.Allows, attached.NotActions.Single(), attached.Resources.Single())),
            shared => Assert.Equal((false, "dynamodb:PutItem", "x"), (shared.Allows, shared.Actions.Single(), shared.NotResources.Single())));
    }

    [Theory]
    [InlineData("Pool: { Type: AWS::Cognito::UserPool, Properties: { LambdaConfig: { PreTokenGeneration: a } } }", "Pool.Properties.LambdaConfig: triggers are not supported")]
    [InlineData("R: { Type: AWS::IAM::Role, Properties: { Policies: [] } }", "R.Properties.AssumeRolePolicyDocument: is required")]
    [InlineData("R: { Type: AWS::IAM::Role, Properties: { " + Role + ", Policies: [ { PolicyName: a, PolicyDocument: { Statement: [ { Effect: Maybe } ] } } ] } }", "R.Properties.Policies[0].PolicyDocument.Statement[0].Effect: must be Allow or Deny")]
    public void The_diagnostic_names_a_mistake_in_a_resource(string resource, string diagnostic) =>
        Assert.Equal([diagnostic], Templates.Refused($"Resources: {{ {resource} }}"));

    [Theory]
    [InlineData("GenerateSecretString: { PasswordLength: 40 }", "{{resolve:secretsmanager:${Secret}}}", "made for Secret")]
    [InlineData("GenerateSecretString: { PasswordLength: 40 }", "{{resolve:secretsmanager:${Secret}:SecretString}}", "made for Secret")]
    [InlineData("GenerateSecretString: { SecretStringTemplate: '{\"user\":\"app\"}', GenerateStringKey: key }", "{{resolve:secretsmanager:${Secret}:SecretString:key}}", "made for Secret")]
    [InlineData("GenerateSecretString: { SecretStringTemplate: '{\"user\":\"app\"}', GenerateStringKey: key }", "{{resolve:secretsmanager:${Secret}:SecretString:user::}}", "app")]
    [InlineData("Name: shop/signing, GenerateSecretString: {}", "a-{{resolve:secretsmanager:shop/signing}}-z", "a-made for Secret-z")]
    [InlineData("SecretString: fixed", "{{resolve:secretsmanager:${Secret}}}", "fixed")]
    public void A_dynamic_reference_is_replaced_by_the_local_value_of_the_secret(string secret, string reference, string value) =>
        Assert.Equal(value, SamTemplate.Parse(Secret(secret, reference), new TemplateOptions { GeneratedSecret = id => $"made for {id}" }).Functions["F"].Environment["V"]);

    [Theory]
    [InlineData("GenerateSecretString: {}", "{{resolve:secretsmanager:${Secret}}}", "LocalGateway has no local value for the generated secret Secret")]
    [InlineData("SecretString: '{}'", "{{resolve:secretsmanager:${Secret}:SecretString:key}}", "the secret Secret has no 'key'")]
    [InlineData("SecretString: a", "{{resolve:secretsmanager:other}}", "the secret 'other', which is not in this template, has no value on this machine: give it with --parameter 'secretsmanager:other=VALUE'")]
    [InlineData("SecretString: a", "{{resolve:ssm:/a}}", "the SSM parameter '/a' has no value on this machine: give it with --parameter 'ssm:/a=VALUE'")]
    public void A_secret_without_a_local_value_is_refused(string secret, string reference, string reason) =>
        Assert.Equal([$"F.Properties.Environment.Variables.V: {reason}"], Templates.Refused(Secret(secret, reference)));

    private static string Secret(string secret, string reference) => $$"""
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Secret: { Type: AWS::SecretsManager::Secret, Properties: { {{secret}} } }
          F: { Type: AWS::Serverless::Function, Properties: { Runtime: dotnet10, Handler: h, CodeUri: src, Environment: { Variables: { V: !Sub '{{reference}}' } } } }
        """;
}
