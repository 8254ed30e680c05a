namespace LocalGateway.Tests.Support;

/// <summary>
/// Values of a Content-Type, and whether each is the media type <c>application/json</c> by RFC 9110 §8.3.1 and §5.6.6. The gateway and the
/// functions have their own readers of the header. Their tests share this list, so that all readers agree.
/// </summary>
public static class MediaTypeCases
{
    private static readonly string[] Good =
    [
        "application/json", "APPLICATION/JSON", "Application/Json", "application/json;", "application/json ;", "application/json; ",
        "application/json;;", "application/json ; ; ;", "application/json;\t;", "application/json; charset=utf-8",
        "application/json;charset=utf-8", "application/json ; charset=utf-8", "application/json\t;\tcharset=utf-8",
        "application/json;charset=UTF-8;", "application/json;;charset=utf-8", "application/json; charset=\"utf-8\"",
        "application/json;charset=\"utf-8\";", "application/json; charset=\"\"", "application/json; a=\";\"", "application/json; a=\",\"",
        "application/json; a=\"\\\"\"", "application/json; a=\"\\\\\"", "application/json; a=\"b c\"", "application/json; a=\"\t\"",
        "application/json; a=\"\\a\"", "application/json; a=b; a=c", "application/json; a=b ; c=\"d\" ;; e=f",
        "application/json; charset=iso-8859-1", "application/json; charset=nonsense", "application/json; version=1",
        "application/json; !#$%&'*+-.^_`|~=!#$%&'*+-.^_`|~", "application/json; q=0.5", "application/json; boundary=\"a;b\"; charset=utf-8",
    ];

    private static readonly string[] Bad =
    [
        ";", "/", "json", "application", "application/", "/json", "application//json", "application/json/x", "application /json",
        "application/ json", "application/json x", "application/json charset=utf-8", "application/json, charset=utf-8",
        "application/json,application/json", "application/json, text/plain", "text/plain, application/json", "application/json,",
        ",application/json", "application/json; charset", "application/json; charset=", "application/json; =utf-8", "application/json; =",
        "application/json; charset =utf-8", "application/json; charset= utf-8", "application/json; charset=utf-8 x",
        "application/json; charset=utf-8, x", "application/json; charset=\"utf-8", "application/json; charset=utf-8\"",
        "application/json; charset=\"utf-8\"x", "application/json; charset=\"utf-8\\\"", "application/json; charset='utf 8'",
        "application/json; a=b c=d", "application/json; a=b, c=d", "application/json; a==b", "application/json; a=b=c",
        "application/json; (comment)", "application/json; a=\"b\"\"c\"", "\"application/json\"", "application/json\\;", "application/json:",
        "text/plain", "text/json", "application/jsonp", "application/json+x", "application/x-json", "application/merge-patch+json",
        "application/*", "*/*", "*", "application/vnd.api+json", "application/json{}", "application/json;a=b;;c", "application/json@",
    ];

    /// <summary>Header values, and whether each is the media type of JSON.</summary>
    public static TheoryData<string, bool> Json
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (var value in Good)
                cases.Add(value, true);
            foreach (var value in Bad)
                cases.Add(value, false);
            return cases;
        }
    }
}
