using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Deploying;

/// <summary>
/// Resources that a deployment must never replace. If the logical id changes, CloudFormation creates a new, empty resource and removes the
/// one with the data.
/// </summary>
public sealed class StatefulResourceTests
{
    [Theory]
    [InlineData("Table", "AWS::DynamoDB::Table", "all products, orders and favorites")]
    [InlineData("UserPool", "AWS::Cognito::UserPool", "all users with their passwords and groups")]
    [InlineData("UserPoolClient", "AWS::Cognito::UserPoolClient", "the client id that published apps sign in with")]
    [InlineData("CatalogAdmins", "AWS::Cognito::UserPoolGroup", "who is an administrator")]
    [InlineData("CursorSigningKey", "AWS::SecretsManager::Secret", "all cursors that clients hold")]
    [InlineData("AnnotationsRestApi", "AWS::Serverless::Api", "the API's address, and the API keys of all partners")]
    public void A_resource_that_clients_or_data_depend_on_keeps_its_logical_id(string id, string type, string lost) =>
        Assert.True((string?)Template.AllResources[id]?["Type"] == type, $"Without {id} ({type}) the next deployment loses {lost}.");

    [Fact]
    public void The_table_keeps_its_keys_and_has_no_fixed_name()
    {
        var table = Template.AllResources["Table"]!["Properties"]!;

        Assert.Equal(
            """[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}]""",
            table["KeySchema"]!.ToJsonString());
        Assert.Null(table["TableName"]);
    }

    [Theory]
    [InlineData("AWS::DynamoDB::Table")]
    [InlineData("AWS::Cognito::UserPool")]
    public void The_table_and_the_user_pool_are_kept_when_the_stack_is_deleted(string type)
    {
        Assert.Every(TemplateText.Of(type), resource =>
        {
            var declared = Template.AllResources[resource.Id]!;
            Assert.Equal("Retain", (string?)declared["DeletionPolicy"]);
            Assert.Equal("Retain", (string?)declared["UpdateReplacePolicy"]);
        });
    }

    [Theory]
    [InlineData("AWS::Logs::LogGroup")]
    [InlineData("AWS::SecretsManager::Secret")]
    public void Log_groups_and_secrets_are_deleted_with_the_stack(string type)
    {
        Assert.Every(TemplateText.Of(type), resource =>
        {
            var declared = Template.AllResources[resource.Id]!;
            Assert.Equal("Delete", (string?)declared["DeletionPolicy"]);
            Assert.Equal("Delete", (string?)declared["UpdateReplacePolicy"]);
        });
    }

    [Fact]
    public void The_user_pool_has_deletion_protection() =>
        Assert.Equal("ACTIVE", (string?)Template.AllResources["UserPool"]!["Properties"]!["DeletionProtection"]);

    [Fact]
    public void The_table_has_deletion_protection_encryption_recovery_expiry_and_a_stream()
    {
        var table = Template.AllResources["Table"]!["Properties"]!;

        Assert.True((bool)table["DeletionProtectionEnabled"]!);
        Assert.Equal("""{"SSEEnabled":true,"SSEType":"KMS"}""", table["SSESpecification"]!.ToJsonString());
        Assert.Equal("""{"PointInTimeRecoveryEnabled":true}""", table["PointInTimeRecoverySpecification"]!.ToJsonString());
        Assert.Equal("""{"AttributeName":"ttl","Enabled":true}""", table["TimeToLiveSpecification"]!.ToJsonString());
        Assert.Equal("""{"StreamViewType":"NEW_AND_OLD_IMAGES"}""", table["StreamSpecification"]!.ToJsonString());
    }

    [Fact]
    public void The_parameters_limit_the_throughput_of_the_table_and_of_each_index()
    {
        const string limits = """{"MaxReadRequestUnits":{"Ref":"TableMaxReadUnits"},"MaxWriteRequestUnits":{"Ref":"TableMaxWriteUnits"}}""";
        var table = Template.AllResources["Table"]!["Properties"]!;

        Assert.Equal("PAY_PER_REQUEST", (string?)table["BillingMode"]);
        Assert.Equal(limits, table["OnDemandThroughput"]!.ToJsonString());
        Assert.Every(table["GlobalSecondaryIndexes"]!.AsArray(), index => Assert.Equal(limits, index!["OnDemandThroughput"]!.ToJsonString()));
    }
}
