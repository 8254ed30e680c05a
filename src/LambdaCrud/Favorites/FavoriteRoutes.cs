using LambdaCrud.Http;
using LambdaCrud.Storage;

namespace LambdaCrud.Favorites;

/// <summary>The routes of favorites. None has a function. <see cref="Route"/> says what follows from a declaration.</summary>
internal static class FavoriteRoutes
{
    private const string OnePath = "/favorites/{productId}";

    private static readonly PathId Id = new("productId", "A product's id is a UUID in lower case with hyphens.");

    private static readonly ItemKey Key = new(Attributes.CustomerPartition("{caller}"), Favorite.SortKeyPrefix + "{productId}");

    /// <summary>Lists the caller's favorites, by product id.</summary>
    public static readonly DirectRoute List = new("GET", "/favorites", "ListFavorites")
    {
        Access = Access.SignedIn,
        Query = [new LimitParameter(Standard: 20, Max: 100), CursorParameter.Instance],
        Action = DirectAction.Query,
        Entity = typeof(Favorite),
        Key = Key,
        Answers = [new(200, typeof(Page<FavoriteResponse>), "Link") { CacheControl = "private, no-cache" }],
    };

    /// <summary>Makes a product a favorite of the caller. It may be one already.</summary>
    public static readonly DirectRoute Add = new("PUT", OnePath, "AddFavorite")
    {
        Access = Access.SignedIn,
        Throttle = Throttle.Write,
        Id = Id,
        Action = DirectAction.PutItem,
        Entity = typeof(Favorite),
        Key = Key,
        KeepsExisting = true,
        Answers = [new(204)],
    };

    /// <summary>Removes a product from the caller's favorites. It may be gone already.</summary>
    public static readonly DirectRoute Remove = new("DELETE", OnePath, "RemoveFavorite")
    {
        Access = Access.SignedIn,
        Throttle = Throttle.Write,
        Id = Id,
        Action = DirectAction.DeleteItem,
        Entity = typeof(Favorite),
        Key = Key,
        Answers = [new(204)],
    };
}
