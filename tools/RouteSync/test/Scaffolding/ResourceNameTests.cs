using RouteSync.Scaffolding;

namespace RouteSync.Tests.Scaffolding;

public sealed class ResourceNameTests
{
    [Theory]
    [InlineData("reviews", "Reviews", "Review")]
    [InlineData("gift-cards", "GiftCards", "GiftCard")]
    [InlineData("categories", "Categories", "Category")]
    [InlineData("addresses", "Addresses", "Address")]
    [InlineData("boxes", "Boxes", "Box")]
    [InlineData("branches", "Branches", "Branch")]
    [InlineData("wishes", "Wishes", "Wish")]
    [InlineData("houses", "Houses", "House")]
    [InlineData("ties", "Ties", "Tie")]
    [InlineData("menus", null, null)]
    [InlineData("news", "News", "New")]
    [InlineData("children", null, null)]
    [InlineData("glass", null, null)]
    [InlineData("analysis", null, null)]
    public void The_singular_follows_from_a_regular_plural(string plural, string? pluralType, string? singularType)
    {
        if (pluralType is null)
        {
            var problem = Assert.Throws<RouteSyncException>(() => ResourceName.Of(plural, null));
            Assert.Equal($"The singular of {plural} is not clear. Give it with --singular.", problem.Message);
            return;
        }

        var name = ResourceName.Of(plural, null);

        Assert.Equal((pluralType, singularType), (name.PluralType, name.SingularType));
    }

    [Theory]
    [InlineData("children", "child", "Child")]
    [InlineData("statuses", "status", "Status")]
    [InlineData("gift-cards", "card", "Card")]
    public void A_given_singular_has_priority(string plural, string singular, string singularType) =>
        Assert.Equal(singularType, ResourceName.Of(plural, singular).SingularType);

    [Theory]
    [InlineData("")]
    [InlineData("Reviews")]
    [InlineData("gift_cards")]
    [InlineData("gift--cards")]
    [InlineData("-reviews")]
    [InlineData("reviews-")]
    [InlineData("2reviews")]
    [InlineData("gift-2cards")]
    [InlineData("reviews/x")]
    [InlineData("../reviews")]
    [InlineData("reviews\n")]
    [InlineData("größen")]
    [InlineData("a-name-that-is-longer-than-forty-characters")]
    public void A_name_that_cannot_be_a_path_and_a_namespace_is_refused(string name)
    {
        foreach (var make in (Action[])[() => ResourceName.Of(name, "one"), () => ResourceName.Of("many", name)])
        {
            var problem = Assert.Throws<RouteSyncException>(make);
            Assert.StartsWith($"'{name}' cannot name a resource.", problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_singular_that_equals_the_plural_is_refused() =>
        Assert.Equal(
            "The singular must differ from sheep, because both are names in the code.",
            Assert.Throws<RouteSyncException>(() => ResourceName.Of("sheep", "sheep")).Message);

    [Fact]
    public void A_template_gets_the_name_in_each_of_its_forms() =>
        Assert.Equal(
            "Shop.GiftCards.GiftCardStore /gift-cards gift-cards GIFT_CARD# gift cards, gift card, a gift card, A gift card __Other__",
            ResourceName.Of("gift-cards", null).FillIn(
                "__Project__.__Plural__.__Singular__Store __path__ __path_name__ __PREFIX__# "
                + "__words__, __word__, __a_word__, __A_word__ __Other__",
                "Shop"));

    [Fact]
    public void A_singular_with_a_vowel_at_its_start_gets_the_article_an() =>
        Assert.Equal("an invoice, An invoice", ResourceName.Of("invoices", null).FillIn("__a_word__, __A_word__", "Shop"));
}
