using System.Text.Json;
using LocalGateway.MappingTemplates;
using static LocalGateway.Tests.MappingTemplates.Rendering;

namespace LocalGateway.Tests.MappingTemplates;

/// <summary>Typical templates between API Gateway and DynamoDB.</summary>
public class RealWorldTemplateTests
{
    private const string GetItemReply =
        """
        #set($item = $input.path('$.Item'))
        #if($item == "")
        #set($context.responseOverride.status = 404)
        {"message": "Not found"}
        #else
        #set($context.responseOverride.header.ETag = '"' + $item.version.N + '"')
        {
          "id": "$util.escapeJavaScript($item.id.S).replaceAll("\\'", "'")",
          "price": $item.price.N,
          "active": $item.active.BOOL,
          "tags": [#foreach($tag in $item.tags.SS)"$tag"#if($foreach.hasNext), #end#end]
        }
        #end
        """;

    private const string QueryReply =
        """
        #set($root = $input.path('$'))
        {
          "items": [
        #foreach($item in $root.Items)
            {
              "productId": "$util.escapeJavaScript($item.sk.S.substring(9)).replaceAll("\\'", "'")",
              "addedAt": "$item.addedAt.S"
            }#if($foreach.hasNext),#end

        #end
          ]#if($root.LastEvaluatedKey != ""),
          "next": "$util.base64Encode($input.json('$.LastEvaluatedKey'))"#end

        }
        """;

    [Fact]
    public void A_GetItem_request_is_built_from_a_path_parameter_and_a_stage_variable()
    {
        var context = new MappingContext
        {
            Parameters = MappingParameters.None with { Path = new Dictionary<string, string> { ["id"] = "o'neil \"7\"" } },
            StageVariables = new Dictionary<string, string> { ["table"] = "products" },
        };

        var request = Render(
            """
            #set($id = $util.escapeJavaScript($input.params('id')).replaceAll("\\'", "'"))
            {
              "TableName": "$stageVariables.table",
              "Key": {"pk": {"S": "PRODUCT#$id"}, "sk": {"S": "PRODUCT"}},
              "ConsistentRead": true
            }
            """, context);

        Assert.Equal(
            """{"TableName":"products","Key":{"pk":{"S":"PRODUCT#o\u0027neil \u00227\u0022"},"sk":{"S":"PRODUCT"}},"ConsistentRead":true}""",
            Compact(request));
    }

    [Fact]
    public void A_GetItem_reply_becomes_a_resource_with_an_ETag()
    {
        var context = new MappingContext
        {
            Body = """
                {"Item": {"id": {"S": "it's \"A\"\n"}, "price": {"N": "1999"}, "active": {"BOOL": true},
                          "version": {"N": "3"}, "tags": {"SS": ["new", "red"]}}}
                """,
        };

        Assert.Equal(
            """
            {
              "id": "it's \"A\"\n",
              "price": 1999,
              "active": true,
              "tags": ["new", "red"]
            }

            """, Render(GetItemReply, context));
        Assert.Equal("\"3\"", context.Overrides.ResponseHeaders["ETag"]);
        Assert.Null(context.Overrides.ResponseStatus);
    }

    [Fact]
    public void A_GetItem_reply_without_an_item_becomes_a_404_response()
    {
        var context = new MappingContext { Body = "{}" };

        Assert.Equal("{\"message\": \"Not found\"}\n", Render(GetItemReply, context));
        Assert.Equal(404, context.Overrides.ResponseStatus);
    }

    [Fact]
    public void A_Query_reply_becomes_a_page_with_a_cursor()
    {
        const string reply =
            """
            {"Count": 2, "Items": [
              {"sk": {"S": "FAVORITE#p-1"}, "addedAt": {"S": "2024-05-01T00:00:00Z"}},
              {"sk": {"S": "FAVORITE#p-2"}, "addedAt": {"S": "2024-05-02T00:00:00Z"}}],
             "ScannedCount": 2, "LastEvaluatedKey": {"pk": {"S": "a"}, "sk": {"S": "b"}}}
            """;

        const string items =
            """[{"productId":"p-1","addedAt":"2024-05-01T00:00:00Z"},{"productId":"p-2","addedAt":"2024-05-02T00:00:00Z"}]""";
        Assert.Equal(
            $$"""{"items":{{items}},"next":"eyJwayI6eyJTIjoiYSJ9LCJzayI6eyJTIjoiYiJ9fQ=="}""",
            Compact(RenderBody(QueryReply, reply)));
    }

    [Fact]
    public void An_empty_Query_reply_becomes_an_empty_page() => Assert.Equal(
        """{"items":[]}""",
        Compact(RenderBody(QueryReply, """{"Count": 0, "Items": [], "ScannedCount": 0}""")));

    [Fact]
    public void A_Query_request_is_built_from_the_claims_of_the_caller_and_optional_parameters()
    {
        const string template =
            """
            #set($limit = $input.params('limit'))
            #if($limit == "")#set($limit = 25)#end
            {
              "TableName": "t",
              "KeyConditionExpression": "pk = :pk",
              "ExpressionAttributeValues": {":pk": {"S": "CUSTOMER#$context.authorizer.claims.sub"}},
            #if($input.params('cursor') != "")
              "ExclusiveStartKey": $util.base64Decode($input.params('cursor')),
            #end
              "Limit": $limit
            }
            """;
        var context = new MappingContext
        {
            Context = new Dictionary<string, object?>
            {
                ["authorizer"] = new Dictionary<string, object?> { ["claims"] = new Dictionary<string, object?> { ["sub"] = "s-1" } },
            },
        };

        Assert.Equal(
            """{"TableName":"t","KeyConditionExpression":"pk = :pk","ExpressionAttributeValues":{":pk":{"S":"CUSTOMER#s-1"}},"Limit":25}""",
            Compact(Render(template, context)));
        Assert.EndsWith(
            ""","ExclusiveStartKey":{"pk":{"S":"a"}},"Limit":5}""",
            Compact(Render(template, context with
            {
                Parameters = MappingParameters.None with
                {
                    QueryString = new Dictionary<string, string> { ["limit"] = "5", ["cursor"] = "eyJwayI6eyJTIjoiYSJ9fQ==" },
                },
            })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_passthrough_template_of_the_console_renders_JSON()
    {
        // The template "method request passthrough" of the API Gateway console.
        const string template =
            """
            #set($allParams = $input.params())
            {
            "body-json" : $input.json('$'),
            "params" : {
            #foreach($type in $allParams.keySet())
                #set($params = $allParams.get($type))
            "$type" : {
                #foreach($paramName in $params.keySet())
                "$paramName" : "$util.escapeJavaScript($params.get($paramName))"
                    #if($foreach.hasNext),#end
                #end
            }
                #if($foreach.hasNext),#end
            #end
            }
            }
            """;

        Assert.Equal(
            """{"body-json":{},"params":{"path":{"id":"7","x":"path"},"querystring":{"q":"a b","x":"query"},"header":{"H":"h","x":"header"}}}""",
            Compact(RenderWithParameters(template)));
    }

    [Fact]
    public void The_template_of_a_CORS_preflight_renders_unchanged() =>
        Assert.Equal("{\n  \"statusCode\" : 200\n}\n", Render("{\n  \"statusCode\" : 200\n}\n"));

    private static string Compact(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);
}
