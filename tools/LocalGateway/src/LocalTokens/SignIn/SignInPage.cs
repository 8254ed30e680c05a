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
        :root { color-scheme: light dark; --back: #f5f6f8; --panel: #fff; --line: #dfe3e8; --text: #1b2430; --quiet: #5b6775; --accent: #1f5fe0; --accent-text: #fff }
        @media (prefers-color-scheme: dark) { :root { --back: #10151c; --panel: #18202a; --line: #2c3744; --text: #e4e9ef; --quiet: #98a5b3; --accent: #79a8ff; --accent-text: #0d1420 } }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif }
        main { max-width: 27rem; margin: min(3rem, 4vw) auto; padding: 1.5rem; background: var(--panel); border: 1px solid var(--line); border-radius: 10px }
        h1 { font-size: 1.25rem; margin: 0 0 .25rem }
        h2 { font-size: 1rem; margin: 1.75rem 0 .5rem }
        p { margin: .25rem 0 1rem; color: var(--quiet); overflow-wrap: anywhere }
        form { margin: 0 }
        label, legend { color: var(--quiet); font-size: .875rem }
        label { display: block; margin: .5rem 0 }
        input:not([type=checkbox]) { display: block; width: 100%; margin-top: .25rem; min-height: 2.75rem; font: inherit; padding: .5rem .75rem; color: var(--text); background: var(--panel); border: 1px solid var(--line); border-radius: 7px }
        button { display: block; width: 100%; min-height: 2.75rem; margin: .5rem 0; padding: .5rem .75rem; font: inherit; font-weight: 600; text-align: start; color: var(--text); background: var(--panel); border: 1px solid var(--line); border-radius: 7px; overflow-wrap: anywhere; cursor: pointer }
        button:hover { border-color: var(--accent); color: var(--accent) }
        label ~ button, fieldset ~ button { background: var(--accent); border-color: var(--accent); color: var(--accent-text); text-align: center }
        label ~ button:hover, fieldset ~ button:hover { color: var(--accent-text); text-decoration: underline }
        fieldset { margin: .75rem 0; border: 1px solid var(--line); border-radius: 7px }
        small { color: var(--quiet); font-weight: 400 }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
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
