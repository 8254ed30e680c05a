using LocalGateway.Integrations.DynamoDb;
using LocalGateway.Requests;

namespace LocalGateway.Tests.Integrations.DynamoDb;

/// <summary>Requests of the AWS Signature Version 4 test suite with their signatures.</summary>
public sealed class RequestSignerTests
{
    private static readonly DateTimeOffset Now = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);
    private static readonly RequestSigner Signer = new(new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), "us-east-1", "service");

    [Theory]
    [InlineData("GET", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("POST", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    public void A_vanilla_request_has_the_signature_of_the_AWS_test_suite(string httpMethod, string signature)
    {
        HeaderList headers = [];

        Signer.Sign(headers, httpMethod, new("https://example.amazonaws.com/"), [], [], Now);

        Assert.Equal("20150830T123600Z", headers["X-Amz-Date"]);
        Assert.Equal($"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature={signature}", headers["Authorization"]);
    }

    [Fact]
    public void Headers_and_body_are_part_of_the_signature()
    {
        HeaderList headers = [];
        headers.Set("Content-Type", "application/x-www-form-urlencoded");

        Signer.Sign(headers, "POST", new("https://example.amazonaws.com/"), "Param1=value1"u8, ["Content-Type"], Now);

        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=content-type;host;x-amz-date, "
            + "Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
            headers["Authorization"]);
    }

    [Fact]
    public void A_signer_that_has_signed_on_one_day_signs_correctly_on_another()
    {
        var signer = new RequestSigner(new("AKIDEXAMPLE", "secret"), "us-east-1", "service");

        Assert.NotEqual(Signature(signer, Now), Signature(signer, Now.AddDays(1)));
        Assert.Equal(Signature(new(new("AKIDEXAMPLE", "secret"), "us-east-1", "service"), Now), Signature(signer, Now));
    }

    private static string Signature(RequestSigner signer, DateTimeOffset now)
    {
        HeaderList headers = [];
        signer.Sign(headers, "GET", new("https://example.amazonaws.com/"), [], [], now);
        return headers["Authorization"].ToString();
    }
}
