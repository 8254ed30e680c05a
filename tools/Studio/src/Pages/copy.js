// A recorded request as text for other programs. Masked values stay masked; a token comes from the local token endpoint.
import { isAdded } from "./record.js";

const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const literal = (text) => `"${[...text].map((character) => character === "\\" || character === "\"" ? `\\${character}`
  : character < " " || character === "\x7f" ? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}` : character).join("")}"`;

const targetOf = (record) => record.query ? `${record.path}?${record.query}` : record.path;
const usesToken = (header) => /^authorization$/i.test(header.name) && header.value === "(masked)";
const headersOf = ({ request }) => request.headers.filter((header) => !isAdded(header.name));

function userOf({ record }) {
  const [, name, groups] = /^(.*?)(?: \((.*)\))?$/.exec(record.caller ?? "sam");
  return { user: name, groups: groups ? groups.split(", ") : [] };
}

export function asCurl(details, url) {
  const { record, request } = details;
  const headers = headersOf(details);
  const lines = headers.some(usesToken)
    ? [`TOKEN=$(curl -s ${url}/_local/token -H 'Content-Type: application/json' -d ${quote(JSON.stringify(userOf(details)))} | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`]
    : [];
  const parts = [
    `curl -i -X ${quote(record.httpMethod)} ${quote(url + targetOf(record))}`,
    ...headers.map((header) => usesToken(header) ? `-H "Authorization: Bearer $TOKEN"` : `-H ${quote(`${header.name}: ${header.value}`)}`),
    ...request.body.length > 0 ? [`--data-binary ${quote(request.body.text)}`] : [],
  ];
  return [...lines, parts.join(" \\\n  ")].join("\n");
}

export function asHttp(details, url) {
  const { record, request } = details;
  const lines = headersOf(details).map((header) => usesToken(header) ? "Authorization: Bearer {{token}}" : `${header.name}: ${header.value}`);
  return [
    `### ${record.httpMethod} ${record.path}: ${record.status}`,
    ...lines.some((line) => line.includes("{{token}}")) ? [`# token: ${url}/_local/token answers with one for ${JSON.stringify(userOf(details))}`, "@token = "] : [],
    `${record.httpMethod} ${url}${targetOf(record)}`,
    ...lines,
    ...request.body.length > 0 ? ["", request.body.text] : [],
    "",
  ].join("\n");
}

export function asCSharp(details, url) {
  const { record, request } = details;
  const headers = headersOf(details);
  const mediaType = headers.find((header) => /^content-type$/i.test(header.name))?.value ?? "application/json";
  const name = `${record.httpMethod}_${record.path}`.replace(/[^A-Za-z0-9]+/g, "_").replace(/_+$/, "");
  const token = headers.some(usesToken)
    ? [`        using var signIn = await client.PostAsJsonAsync("_local/token", new { user = ${literal(userOf(details).user)}, groups = new string[] { ${userOf(details).groups.map(literal).join(", ")} } });`,
       `        var token = (await signIn.Content.ReadFromJsonAsync<JsonObject>())!["token"]!.ToString();`]
    : [];
  return [
    "// using System.Net.Http.Json; using System.Text; using System.Text.Json.Nodes;",
    "[Fact]",
    `public async Task ${name}_answers_${record.status}()`,
    "{",
    `        using var client = new HttpClient { BaseAddress = new Uri(${literal(`${url}/`)}) };`,
    ...token,
    `        using var request = new HttpRequestMessage(new HttpMethod(${literal(record.httpMethod)}), ${literal(targetOf(record).slice(1))});`,
    ...request.body.length > 0 ? [`        request.Content = new StringContent(${literal(request.body.text)}, Encoding.UTF8);`,
      `        request.Content.Headers.ContentType = new(${literal(mediaType.split(";")[0])});`] : [],
    ...headers.filter((header) => !/^content-/i.test(header.name)).map((header) =>
      `        request.Headers.TryAddWithoutValidation(${literal(header.name)}, ${usesToken(header) ? "$\"Bearer {token}\"" : literal(header.value)});`),
    "",
    "        using var response = await client.SendAsync(request);",
    "",
    `        Assert.Equal(${record.status}, (int)response.StatusCode);`,
    "}",
  ].map((line) => line.replace(/^ {8}/, "    ")).join("\n");
}
