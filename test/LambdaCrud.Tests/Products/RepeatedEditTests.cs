using LambdaCrud.Http;
using LambdaCrud.Products;
using LambdaCrud.Storage;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests.Products;

/// <summary>Edits of a product that are repeated, by the function itself or by the client.</summary>
public sealed class RepeatedEditTests : IDisposable
{
    private readonly WireDynamoDb _wire = new();
    private readonly TestApi _api;

    public RepeatedEditTests() => _api = new TestApi(_wire);

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task Between_attempts_at_a_stock_adjustment_is_a_pause_and_the_functions_deadline_ends_it()
    {
        _wire.Answers("GetItem", TestApi.Stored).Cancels("ConditionalCheckFailed");
        var time = new DeadlineInAPause();
        var functions = new ProductFunctions(
            new Endpoint("*", _api.RequestLog, time), _api.Store, _api.Idempotency, _api.Cursors, new Backoff(time), time);
        var request = TestApi.Request(
            "POST", "/products/{id}/stock", """{"delta":1}""", TestApi.Json, ("If-Match", TestApi.Tag));

        var response = await functions.AdjustStock(TestApi.Id, TestApi.AsAdmin(request), _api.Context);

        Assert.Equal("unavailable", response.Problem());
        Assert.Equal(["GetItem", "TransactWriteItems"], _wire.Actions);
    }

    [Fact]
    public async Task A_patch_that_deletes_a_member_is_another_request_to_a_key_than_a_patch_without_it()
    {
        foreach (var body in (string[])["""{"name":"Mug","description":null}""", """{"name":"Mug"}"""])
        {
            _wire.Answers("PutItem").Answers("GetItem", TestApi.Stored).Answers("TransactWriteItems");
            await _api.Patch(body, ("Idempotency-Key", "k"));
        }

        var claims = _wire.Calls.Where(call => call.Action == "PutItem").Select(call => (string?)call.Body["Item"]!["fingerprint"]!["S"]);
        Assert.Equal(2, claims.Distinct().Count());
    }
}
