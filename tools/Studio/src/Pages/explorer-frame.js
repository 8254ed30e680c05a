// Shows the contract with Scalar, in a frame of the explorer page. Every request goes to the studio, which adds the token of the chosen user.
import { call, currentUser } from "./common.js";

// Scalar shows and copies the address of the API. Only the request itself takes the way through the studio.
async function send(input, init) {
  const request = new Request(input, init);
  const url = new URL(request.url);
  if (url.origin !== location.origin)
    throw new TypeError("The explorer sends requests to this API only.");
  const headers = new Headers(request.headers);
  headers.set("X-Studio-User", encodeURIComponent(JSON.stringify(currentUser())));
  const body = ["GET", "HEAD"].includes(request.method) ? undefined : await request.arrayBuffer();
  const reply = await fetch(`/_local/api/try${url.pathname}${url.search}`, { method: request.method, headers, body, cache: "no-store", signal: request.signal });
  Object.defineProperty(reply, "url", { value: request.url });
  return reply;
}

const { document: contract } = await call("contract?try");
// The colours of the studio, by the names that Scalar has for them.
const colours = `.light-mode, .dark-mode {
  --scalar-background-1: var(--panel); --scalar-background-2: var(--code); --scalar-background-3: var(--back); --scalar-background-accent: var(--value);
  --scalar-color-1: var(--text); --scalar-color-2: var(--quiet); --scalar-color-3: var(--quiet); --scalar-color-accent: var(--accent);
  --scalar-border-color: var(--line); --scalar-sidebar-background-1: var(--panel); --scalar-sidebar-border-color: var(--line);
  --scalar-font: var(--sans); --scalar-font-code: var(--mono); }`;

// Scalar shows the place that the address names, such as #tag/2/GET/products. A tag's own name could have characters that the address encodes.
const tags = [...(contract.tags ?? []).map((tag) => tag.name), ...Object.values(contract.paths ?? {}).flatMap((path) => Object.values(path ?? {}).flatMap((one) => one?.tags ?? []))];
const slugOf = (tag) => `${tags.indexOf(tag)}`;
const [method, path] = (new URLSearchParams(location.search).get("route") ?? "").split(" ");
const operation = contract.paths?.[path]?.[method.toLowerCase()];
if (operation)
  location.hash = `${operation.tags?.[0] ? `tag/${slugOf(operation.tags[0])}/` : ""}${method}${path}`;

const dark = matchMedia("(prefers-color-scheme: dark)");
const configuration = () => ({
  content: contract,
  customFetch: send,
  // Nothing comes from another host, and nothing goes to one.
  customCss: colours,
  withDefaultFonts: false,
  telemetry: false,
  proxyUrl: "",
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: "never",
  externalUrls: { dashboardUrl: location.origin, registryUrl: location.origin, proxyUrl: location.origin, apiBaseUrl: location.origin },
  persistAuth: false,
  // The studio adds the token. So no request lacks a choice here.
  authentication: { preferredSecurityScheme: Object.keys(contract.components?.securitySchemes ?? {})[0] ?? null },
  hideDarkModeToggle: true,
  forceDarkModeState: dark.matches ? "dark" : "light",
  defaultOpenAllTags: true,
  generateTagSlug: (tag) => slugOf(tag.name),
  documentDownloadType: "json",
});
const reference = window.Scalar.createApiReference("#contract", configuration());
dark.addEventListener("change", () => reference.updateConfiguration(configuration()));
