using static LambdaCrud.IntegrationTests.OpenApi.SampleContract;

namespace LambdaCrud.IntegrationTests.OpenApi;

public sealed class ContractCheckTests
{
    [Fact]
    public void A_declared_exchange_is_not_reported() =>
        Assert.Every([Read, Refused, Unknown, Written, Batch, Preflight], exchange => Assert.Null(Report(exchange)));

    [Fact]
    public void A_report_names_the_method_the_path_the_operation_and_the_status()
    {
        var report = Report(Read with { Status = 299 })!;

        Assert.StartsWith(
            "GET /notes/019ab3c7-92f0-7d30-8e7a-1b0a3f6f2c11 (GET /notes/{id}) answered 299. openapi.json does not allow this:\n"
            + "- the status 299 is not declared. ",
            report,
            StringComparison.Ordinal);
        Assert.EndsWith("\n`dotnet dev.cs sync` writes openapi.json.", report, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undeclared_status_of_a_problem_is_reported_with_the_code() =>
        ShouldReport("the status 418 with the code teapot is not declared", Refused.WithBody("""{"code": "teapot"}""") with { Status = 418 });

    [Fact]
    public void An_undeclared_header_is_reported_but_no_header_of_the_transport()
    {
        ShouldReport("the header X-Total is not declared", Read.With("X-Total", "1"));
        Assert.Null(Report(Read.With("Content-Encoding", "gzip").With("X-Amz-Apigw-Id", "1").With("Connection", "close")));
    }

    [Fact]
    public void A_declared_header_with_a_wrong_value_or_sent_twice_is_reported()
    {
        ShouldReport("the header Age is not as declared: Value is \"string\" but should be \"integer\"", Read.With("Age", "x"));
        ShouldReport("the header Age is not as declared: -1 should be at least 0", Read.With("Age", "-1"));
        ShouldReport("the header ETag is sent more than once", Read.With("ETag", "\"2\""));
        Assert.Null(Report(Read.With("Age", "007")));
    }

    [Fact]
    public void The_cache_may_add_a_header_only_to_the_answers_of_a_cached_operation()
    {
        Assert.Null(Report(Read.With("Warning", "199")));
        Assert.Null(Report(Refused.With("Warning", "199")));
        ShouldReport("the header Warning is not declared", Written.With("Warning", "199"));
    }

    [Fact]
    public void A_missing_or_other_header_of_CORS_is_reported()
    {
        ShouldReport("the header Access-Control-Allow-Origin is missing", Read.Without("Access-Control-Allow-Origin"));
        ShouldReport("the header Access-Control-Expose-Headers is missing", Unknown.Without("Access-Control-Expose-Headers"));
        ShouldReport(
            "the header Access-Control-Expose-Headers is Age", Read.Without("Access-Control-Expose-Headers").With("Access-Control-Expose-Headers", "Age"));
        ShouldReport("the header Access-Control-Allow-Methods is missing", Preflight.Without("Access-Control-Allow-Methods"));
        ShouldReport("the header Access-Control-Max-Age is 1 and 600", Preflight.Without("Access-Control-Max-Age").With("Access-Control-Max-Age", "1")
            .With("Access-Control-Max-Age", "600"));
    }

    [Theory]
    [InlineData("""{"text": "a", "more": 1}""", "the member #/more is not declared")]
    [InlineData("""{"text": "a", "size": {"bytes": 1, "more": 1}}""", "the member #/size/more is not declared")]
    [InlineData("""{"text": "a", "labels": [{}, {"more": null}]}""", "the member #/labels/1/more is not declared")]
    public void An_undeclared_member_at_any_depth_is_reported(string body, string violation) => ShouldReport(violation, Read.WithBody(body));

    [Theory]
    [InlineData("""{"text": 1}""", "#/text breaks type")]
    [InlineData("""{}""", "# breaks required")]
    [InlineData("""{"text": "a", "marks": {"any": "x"}}""", "#/marks/any breaks type")]
    [InlineData("""[]""", "# breaks type")]
    public void A_body_that_breaks_its_schema_is_reported(string body, string violation) =>
        ShouldReport($"the body is not as declared: {violation}", Read.WithBody(body));

    [Theory]
    [InlineData("{")]
    [InlineData("""{"text": "a", "text": "b"}""")]
    public void A_body_that_is_not_JSON_or_has_a_member_twice_is_reported(string body) => ShouldReport("the body is not JSON", Read.WithBody(body));

    [Fact]
    public void An_undeclared_media_type_and_a_missing_body_are_reported()
    {
        ShouldReport("the media type text/html is not declared", Read.Without("Content-Type").With("Content-Type", "text/html"));
        ShouldReport("the media type (none) is not declared", Read.Without("Content-Type"));
        ShouldReport("the body is empty", Read.WithBody(""));
        ShouldReport("the media type application/json is not declared", Read.Without("ETag").Without("X-Request-Id") with { Status = 204 });
    }

    [Fact]
    public void A_problem_with_an_undeclared_code_or_member_is_reported()
    {
        ShouldReport("the code gone of the status 404 is not declared", Refused.WithBody("""{"code": "gone"}"""));
        ShouldReport("the member #/more is not declared", Refused.WithBody("""{"code": "not-found", "more": 1}"""));
    }

    [Fact]
    public void The_answer_to_an_unknown_path_or_method_must_be_a_declared_problem()
    {
        ShouldReport("the media type text/plain is not declared", Unknown.Without("Content-Type").With("Content-Type", "text/plain"));
        ShouldReport("the code unknown-route of the status 403 is not declared", Unknown with { Status = 403 });
        ShouldReport("the member #/room is not declared", Unknown.WithBody("""{"code": "unknown-route", "room": 1}"""));
        ShouldReport("the body is not as declared", (Unknown with { Method = "DELETE", Path = "/notes" }).WithBody("""{"code": "unknown-route", "status": "404"}"""));
        ShouldReport("the media type application/json is not declared", Read with { Path = "/notes/batch" });
    }

    [Theory]
    [InlineData("limit=1&page=2", "the query parameter page is accepted but not declared")]
    [InlineData("limit=10", "a value of the query parameter limit is accepted but not as declared: 10 should be at most 9")]
    [InlineData("limit=x", "a value of the query parameter limit is accepted but not as declared")]
    [InlineData("limit=1&color=green", "a value of the query parameter color is accepted but not as declared")]
    [InlineData("color=red", "a request without the query parameter limit succeeds, but the contract requires it")]
    public void A_query_that_succeeds_against_the_contract_is_reported(string query, string violation) =>
        ShouldReport(violation, Written.WithRequest(query: query));

    [Theory]
    [InlineData("""{"text": "six666"}""", "a body is accepted but not as declared: #/text breaks maxLength")]
    [InlineData("""{"text": "a", "more": 1}""", "a body is accepted but not as declared: the member #/more")]
    public void A_body_that_succeeds_against_the_contract_is_reported(string body, string violation) =>
        ShouldReport(violation, Written.WithRequest(body));

    [Fact]
    public void A_media_type_an_id_or_a_missing_token_that_succeeds_against_the_contract_is_reported()
    {
        ShouldReport("a body of the media type text/plain is accepted but not declared", Written.WithRequest(mediaType: "text/plain"));
        ShouldReport("a value of the path parameter id is accepted but not as declared", Read with { Path = "/notes/7" });
        ShouldReport(
            "a request without Authorization succeeds, but the contract requires it",
            Written with { RequestHeaders = [new("Content-Type", "application/json")] });
    }

    [Fact]
    public void An_invalid_request_that_is_refused_is_not_reported() => Assert.Null(Report(Refused with { Path = "/notes/7", Query = "page=2" }));

    [Fact]
    public void In_a_207_only_the_items_that_succeed_must_be_valid()
    {
        ShouldReport("a body is accepted but not as declared: #/1/text breaks type", Batch.WithBody("""[{"status": 400}, {"status": 201}]"""));
        ShouldReport(
            "a body is accepted but not as declared: # breaks maxItems",
            Batch.WithRequest("""[7, 7, 7, 7]""").WithBody("""[{"status": 400}, {"status": 400}, {"status": 400}, {"status": 400}]"""));
    }

    [Fact]
    public void An_answer_of_the_HTTP_server_itself_and_an_answer_to_HEAD_are_not_checked()
    {
        Assert.Null(Report(Read with { Status = 400, Headers = [], Body = [] }));
        Assert.Null(Report(Read with { Method = "HEAD", Headers = [], Body = [] }));
        Assert.NotNull(Report(Read with { Status = 400, Headers = [new("x-amzn-RequestId", "1")], Body = [] }));
    }

    private static void ShouldReport(string violation, Exchange exchange) =>
        Assert.Contains($"\n- {violation}", Report(exchange), StringComparison.Ordinal);
}
