namespace LambdaCrud.Tests.Orders;

/// <summary>An order as stored in the table.</summary>
internal static class StoredOrder
{
    public const string Id = "0193517a-5d4c-7c1e-9a9f-00000000000a";

    /// <summary>The order's only line.</summary>
    public const string Line = """
        {"M": {
            "productId": {"S": "0193517a-5d4c-7c1e-9a9f-0123456789ab"}, "name": {"S": "Espresso Cup"},
            "quantity": {"N": "2"}, "unitAmount": {"N": "1250"} } }
        """;

    public static string Item(string status = "placed") => $$$"""
        {
          "pk": {"S": "CUSTOMER#the-subject"}, "sk": {"S": "ORDER#{{{Id}}}"}, "id": {"S": "{{{Id}}}"}, "customerId": {"S": "the-subject"},
          "status": {"S": "{{{status}}}"},
          "lines": {"L": [{{{Line}}}]},
          "totalAmount": {"N": "2500"}, "currency": {"S": "EUR"},
          "placedAt": {"S": "2026-11-30T08:00:00.123Z"}, "updatedAt": {"S": "2026-11-30T08:00:00.123Z"}, "version": {"N": "0"}
        }
        """;
}
