using System.Net;
using LambdaCrud.Client;
using LambdaCrud.IntegrationTests.OpenApi;

namespace LambdaCrud.IntegrationTests.Clients;

/// <summary>The C# client that <c>dotnet dev.cs client csharp</c> writes, used as in docs/clients.md.</summary>
public sealed class CSharpClientTests(Storefront storefront) : IClassFixture<Storefront>, IAsyncLifetime
{
    private CheckedFront? _front;

    private Uri Url => _front!.Url;

    public async Task InitializeAsync() => _front = await CheckedFront.StartAsync(storefront.Url);

    public async Task DisposeAsync()
    {
        await _front!.DisposeAsync();
        Assert.Equal([], _front.Violations);
    }

    [Fact]
    public async Task Pages_come_one_by_one_until_the_list_ends()
    {
        var client = Admin();
        var category = $"c-{Guid.NewGuid():N}";
        for (var amount = 5; amount >= 1; amount--)
            await CreateAsync(client, category, amount);

        var pages = new List<List<long>>();
        await foreach (var page in Pages.OfAsync(cursor =>
            client.ListProductsAsync(category, ListProductsSort.Price, limit: 2, cursor: cursor)))
        {
            pages.Add([.. page.Items.Select(product => product.Price.Amount)]);
        }

        Assert.Equal([[1, 2], [3, 4], [5]], pages);
    }

    [Fact]
    public async Task An_enum_is_sent_with_the_text_of_the_contract()
    {
        var client = Admin();
        var category = $"c-{Guid.NewGuid():N}";
        await CreateAsync(client, category, 1);
        await CreateAsync(client, category, 2);

        var page = (await client.ListProductsAsync(category, ListProductsSort.Minusprice)).Value;

        Assert.Equal([2, 1], page.Items.Select(product => product.Price.Amount));
    }

    [Fact]
    public async Task The_same_key_gets_the_same_order_again()
    {
        var product = await CreateAsync(Admin());
        var client = As("replaying");
        var key = Guid.NewGuid().ToString();

        var order = new OrderInput { Lines = [new() { ProductId = product.Id, Quantity = 2 }] };
        var placed = await client.PlaceOrderAsync(order, idempotencyKey: key);
        var again = await client.PlaceOrderAsync(order, idempotencyKey: key);

        Assert.False(placed.IsReplayed);
        Assert.True(again.IsReplayed);
        Assert.Equal(placed.Value.Id, again.Value.Id);
        Assert.Equal($"/orders/{placed.Value.Id}", placed.Location?.AbsolutePath);
        Assert.Equal(8, (await client.GetProductAsync(product.Id)).Value.Stock);
    }

    [Fact]
    public async Task Two_requests_without_a_key_of_the_caller_have_different_keys()
    {
        var product = await CreateAsync(Admin());
        var shopper = As("ordering twice");
        var order = new OrderInput { Lines = [new() { ProductId = product.Id, Quantity = 1 }] };

        Assert.NotEqual((await shopper.PlaceOrderAsync(order)).Value.Id, (await shopper.PlaceOrderAsync(order)).Value.Id);
    }

    [Fact]
    public async Task An_order_of_more_than_the_stock_is_a_problem_with_the_lines()
    {
        var product = await CreateAsync(Admin());
        var client = As("greedy");
        var order = new OrderInput { Lines = [new() { ProductId = product.Id, Quantity = 11 }] };
        IReadOnlyList<Shortage>? shortages = null;

        try
        {
            await client.PlaceOrderAsync(order);
        }
        catch (ProblemException exception) when (exception.Code == "insufficient-stock")
        {
            shortages = exception.Problem.Lines;
        }

        var line = Assert.Single(shortages ?? []);
        Assert.Equal(("#/lines/0", product.Id, 10L), (line.Pointer, line.ProductId, line.Available));
    }

    [Fact]
    public async Task An_order_of_an_unknown_product_is_a_problem_with_the_errors()
    {
        var order = new OrderInput { Lines = [new() { ProductId = Guid.CreateVersion7(), Quantity = 1 }] };

        var problem = await Assert.ThrowsAsync<ProblemException>(() => As("mistaken").PlaceOrderAsync(order));

        Assert.Equal(("unknown-product", HttpStatusCode.UnprocessableEntity), (problem.Code, problem.Answer.Status));
        Assert.Equal("#/lines/0/productId", Assert.Single(problem.Problem.Errors ?? []).Pointer);
    }

    [Fact]
    public async Task A_change_with_an_old_entity_tag_is_a_problem()
    {
        var client = Admin();
        var product = await CreateAsync(client);
        var read = await client.GetProductAsync(product.Id);
        var changed = await client.PatchProductAsync(product.Id, new() { Name = "A new name" }, ifMatch: read.ETag);

        var problem = await Assert.ThrowsAsync<ProblemException>(() =>
            client.PatchProductAsync(product.Id, new() { Name = "Another name" }, ifMatch: read.ETag));

        Assert.Equal("A new name", changed.Value.Name);
        Assert.NotEqual(read.ETag, changed.ETag);
        Assert.Equal("precondition-failed", problem.Code);
    }

    [Fact]
    public async Task A_merge_patch_removes_a_member_with_null()
    {
        var client = Admin();
        var product = await CreateAsync(client);

        var changed = await client.PatchProductAsync(product.Id, new() { AdditionalProperties = { ["tags"] = null! } });

        Assert.Equal(["new"], product.Tags);
        Assert.Empty(changed.Value.Tags);
    }

    [Fact]
    public async Task An_unchanged_resource_is_not_sent_again()
    {
        var client = Admin();
        var product = await CreateAsync(client);
        var read = await client.GetProductAsync(product.Id);

        var again = await client.GetProductAsync(product.Id, ifNoneMatch: read.ETag);
        var current = again.IsNotModified ? read.Value : again.Value;

        Assert.Same(read.Value, current);
        Assert.True(again.IsNotModified);
        Assert.False(read.IsNotModified);
        Assert.Equal(read.ETag, again.ETag);
        Assert.Throws<InvalidOperationException>(() => again.Value);
    }

    [Fact]
    public async Task A_request_without_a_token_is_a_problem_with_the_reason()
    {
        var anonymous = new LambdaCrudClient(new ApiConnection(new HttpClient { BaseAddress = Url }));

        var problem = await Assert.ThrowsAsync<ProblemException>(() => anonymous.ListOrdersAsync());

        Assert.Equal(("unauthenticated", "Unauthorized"), (problem.Code, problem.Problem.Reason));
    }

    [Fact]
    public async Task Each_operation_gets_only_its_own_credential()
    {
        var options = new ApiOptions
        {
            Credentials =
            {
                ["ApiKey"] = _ => ValueTask.FromResult(storefront.ApiKey),
                ["UserToken"] = _ => throw new InvalidOperationException("The feed takes no token."),
            },
        };
        var client = new LambdaCrudClient(new ApiConnection(new HttpClient { BaseAddress = Url }, options));

        Assert.NotNull((await client.ListFeedProductsAsync(limit: 1)).Value.Items);
    }

    [Fact]
    public async Task An_operation_without_a_body_in_its_answer_has_a_status()
    {
        var product = await CreateAsync(Admin());
        var shopper = As("collecting");

        Assert.Equal(HttpStatusCode.NoContent, (await shopper.AddFavoriteAsync(product.Id)).Status);
        Assert.Equal(product.Id, Assert.Single((await shopper.ListFavoritesAsync()).Value.Items).ProductId);
    }

    private static async Task<ProductResponse> CreateAsync(LambdaCrudClient admin, string category = "things", long amount = 100) =>
        (await admin.CreateProductAsync(new()
        {
            Name = "A product",
            Category = category,
            Price = new() { Amount = amount, Currency = "EUR" },
            Stock = 10,
            Tags = ["new"],
        })).Value;

    private LambdaCrudClient Admin() => As("admin", "catalog-admins");

    private LambdaCrudClient As(string user, params string[] groups)
    {
        var address = Url;

        var options = new ApiOptions { Credentials = { ["UserToken"] = GetTokenAsync } };
        var client = new LambdaCrudClient(new ApiConnection(new HttpClient { BaseAddress = address }, options));

        return client;

        ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(storefront.Token(user, groups));
    }
}
