using System.Net;
using System.Text.RegularExpressions;
using LambdaCrud.IntegrationTests.AllRoutes;
using LambdaCrud.IntegrationTests.Orders;
using static LambdaCrud.IntegrationTests.Requests;

namespace LambdaCrud.IntegrationTests.Operations;

/// <summary>The log lines of the functions, in the readable form that the local gateway prints.</summary>
[Collection(LoggedStorefront.Tests)]
public sealed partial class RequestLogTests(LoggedStorefront storefront)
{
    [Fact]
    public async Task A_request_writes_one_log_line_with_the_request_id_of_the_client()
    {
        await storefront.Anonymous.SendAsync(Send(HttpMethod.Get, $"{AnyRoute.PublicList.Path}?limit=1").With("X-Request-Id", "walk-1"));

        Assert.Matches(
            $@"^\[{AnyRoute.PublicList.Name}\] \S+ info {AnyRoute.PublicList.Label} answered 200 in [0-9.]+ ms, request walk-1, cold start (True|False)$",
            Assert.Single(Lines("walk-1")));
    }

    [Fact]
    public async Task A_caller_has_the_same_hash_in_every_log_line_and_another_caller_has_a_different_one()
    {
        using var ann = storefront.As("ann");
        using var ben = storefront.As("ben");
        await ann.SendAsync(Send(HttpMethod.Get, AnyRoute.UsersList.Path).With("X-Request-Id", "ann-1"));
        await ann.SendAsync(Send(HttpMethod.Get, AnyRoute.UsersItem.NewPath()).With("X-Request-Id", "ann-2"));
        await ben.SendAsync(Send(HttpMethod.Get, AnyRoute.UsersList.Path).With("X-Request-Id", "ben-1"));

        Assert.Matches("^[0-9a-f]{16}$", CallerOf("ann-1"));
        Assert.Equal(CallerOf("ann-1"), CallerOf("ann-2"));
        Assert.NotEqual(CallerOf("ann-1"), CallerOf("ben-1"));
    }

    [Fact]
    public async Task The_log_line_of_a_problem_reply_names_the_problem()
    {
        using var user = storefront.As("user");
        await user.SendAsync(Send(HttpMethod.Get, AnyRoute.UsersItem.NewPath()).With("X-Request-Id", "lost-1"));

        Assert.EndsWith(", problem not-found", Assert.Single(Lines("lost-1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_counted_once_despite_repeats_and_a_refused_order_is_counted_as_out_of_stock()
    {
        var product = await storefront.CreateAsync(stock: 1);
        using var shopper = storefront.As("counted");
        var before = storefront.Log.All.Count;

        var placed = await shopper.OrderAsync(product, 1, "counted-1");
        var replayed = await shopper.OrderAsync(product, 1, "counted-1");
        var refused = await shopper.OrderAsync(product, 1, "counted-2");

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.Conflict],
            [placed.StatusCode, replayed.StatusCode, refused.StatusCode]);
        Assert.Equal(
            ["OrdersPlaced=1", "", "OutOfStock=1 Code=insufficient-stock Problems=1"],
            storefront.Log.All.Skip(before).Select(line => OrderMetrics().Match(line)).Where(match => match.Success)
                .Select(match => match.Groups["rest"].Value));
    }

    private IEnumerable<string> Lines(string correlationId) =>
        storefront.Log.All.Where(line => line.Contains($", request {correlationId},", StringComparison.Ordinal));

    private string CallerOf(string correlationId) => Caller().Match(Assert.Single(Lines(correlationId))).Groups[1].Value;

    [GeneratedRegex(", caller ([^,]+)")]
    private static partial Regex Caller();

    [GeneratedRegex(@"^\[PlaceOrder\] \S+ metrics LambdaCrud/\S+: Route=POST /orders Duration=[0-9.]+ ColdStart=[01] ?(?<rest>.*)$")]
    private static partial Regex OrderMetrics();
}
