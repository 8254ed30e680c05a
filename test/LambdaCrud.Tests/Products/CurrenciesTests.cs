using LambdaCrud.Products;

namespace LambdaCrud.Tests.Products;

public class CurrenciesTests
{
    [Fact]
    public void Every_currency_code_is_three_capital_letters() =>
        Assert.Every(Currencies.Codes, code => Assert.Matches("^[A-Z]{3}$", code));

    [Fact]
    public void The_list_of_currencies_has_the_newest_codes_and_no_withdrawn_codes()
    {
        Assert.Within(Currencies.Codes, ["EUR", "SLE", "VED", "XCG", "ZWG"]);
        Assert.Lacks(Currencies.Codes, code => code is "ANG" or "BGN" or "CUC" or "HRK" or "SLL" or "ZWL");
    }

    [Fact]
    public void The_list_of_currencies_has_codes_from_every_part_of_the_alphabet()
    {
        Assert.Within(
            Currencies.Codes,
            [
                "AED", "AZN", "BAM", "BZD", "CAD", "CZK", "DKK", "GBP", "HKD", "JPY", "KES", "LYD", "MAD", "MZN", "NAD", "RWF", "SAR", "SEK",
                "THB", "UZS", "VND", "ZAR",
            ]);
        Assert.Equal("ABCDEFGHIJKLMNOPQRSTUVWXYZ", string.Concat(Currencies.Codes.Select(code => code[0]).Distinct().Order()));
    }

    [Fact]
    public void The_list_of_currencies_has_no_metals_units_of_account_or_test_codes() =>
        Assert.Lacks(Currencies.Codes, code => code is "XAU" or "XAG" or "XDR" or "XBA" or "XTS" or "XXX");
}
