using System.Net;
using System.Security.Cryptography;
using System.Text;
using LocalGateway.Model;
using LocalGateway.Requests;

namespace LocalGateway.LocalTokens.SignIn;

/// <summary>The page on which a user signs in, in the place of Cognito's. It has no script. Each value is encoded as text.</summary>
internal static class SignInPage
{
    public const string UserField = "user";
    public const string GroupField = "group";

    private const string Style = """
        :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
        body { max-width: 26rem; margin: 3rem auto; padding: 0 1rem }
        h1 { font-size: 1.5rem; margin: 0 0 .25rem }
        h2 { font-size: 1rem; margin: 2rem 0 .5rem }
        p { margin: .25rem 0 1rem }
        form { margin: 0 }
        label { display: block; margin: .5rem 0 }
        input:not([type=checkbox]) { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .5rem }
        button { display: block; width: 100%; margin: .5rem 0; padding: .6rem 1rem; font: inherit; text-align: start; cursor: pointer }
        fieldset { margin: .75rem 0; border: 1px solid GrayText; border-radius: .25rem }
        small { opacity: .75 }
        """;

    public static Reply Form(UserPool pool, LocalUsers users)
    {
        var page = new StringBuilder("<h1>Sign in</h1><p>User pool ").Append(Text(pool.LogicalId))
            .Append(". This page replaces Amazon Cognito's on this machine. It asks for no password.</p>");
        foreach (var user in users.Listed)
        {
            var groups = user.Groups.Count == 0 ? "" : $" <small>{Text(string.Join(", ", user.Groups))}</small>";
            page.Append("<form method=\"post\"><input type=\"hidden\" name=\"").Append(UserField).Append("\" value=\"")
                .Append(Text(user.UserName)).Append("\"><button>").Append(Text(user.UserName)).Append(groups).Append("</button></form>");
        }

        page.Append("<h2>Another user</h2><form method=\"post\"><label>Name or e-mail address <input name=\"").Append(UserField)
            .Append("\" required maxlength=\"").Append(LocalUsers.MaxNameLength).Append("\" autocomplete=\"username\"></label>");
        if (pool.Groups.Count > 0)
        {
            page.Append("<fieldset><legend>Groups</legend>");
            foreach (var group in pool.Groups)
            {
                page.Append("<label><input type=\"checkbox\" name=\"").Append(GroupField).Append("\" value=\"").Append(Text(group))
                    .Append("\"> ").Append(Text(group)).Append("</label>");
            }

            page.Append("</fieldset>");
        }

        return Page(200, "Sign in", page.Append("<button>Sign in</button></form>").ToString());
    }

    public static Reply Problem(string message, int status = 400) =>
        Page(status, "Sign-in is not possible", $"<h1>Sign-in is not possible</h1><p>{Text(message)}</p>");

    private static Reply Page(int status, string title, string body)
    {
        var headers = LocalReply.NoStore();
        headers.Add("Content-Type", "text/html; charset=utf-8");
        var style = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));
        headers.Add("Content-Security-Policy", $"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; frame-ancestors 'none'");
        headers.Add("Referrer-Policy", "same-origin");
        headers.Add("X-Content-Type-Options", "nosniff");
        var html = $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>{title}</title><style>{Style}</style></head><body><main>{body}</main></body></html>
            """;
        return new() { StatusCode = status, Headers = headers, Body = Encoding.UTF8.GetBytes(html) };
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
