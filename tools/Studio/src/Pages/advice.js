// What the user can do next after a refusal, or look at next.
import { html } from "./htm-preact.js";
import { sentence, useOverview, userName, useUser } from "./common.js";
import { explorerOf } from "./explorer.js";
import { suggestions } from "./start.js";

export function Advice({ details, send }) {
  const { answer: api } = useOverview();
  const user = useUser();
  const { record, related, statusSetBy } = details;
  if (!api || record.status < 400)
    return null;
  const hint = (hints[record.refusal] ?? afterAnswer)({ details, record, api, user, send });
  return html`
    ${statusSetBy && html`<${StatusLine} details=${details} />`}
    ${related.map((other) => html`<p class="advice" key=${other.words}><a href=${`#/requests/${other.number}`}>Request ${other.number}</a> ${other.words}.</p>`)}
    ${hint && html`<p class="advice">${hint}</p>`}`;
}

// Where the status comes from, and which conditions led there.
function StatusLine({ details: { record, statusSetBy, templates } }) {
  const template = templates[statusSetBy.template];
  const place = (line) => `#/bench/${record.number}/${statusSetBy.template}/${line}`;
  const lines = template.source.split(/\r\n|\r|\n/);
  return html`<div class="advice"><p><a href=${place(statusSetBy.line)}>Line ${statusSetBy.line} of the ${template.isRequest ? "request template" : "response template"}</a>
    ${template.status ? ` (integration response ${template.status})` : ""} sets the status ${record.status}.
    ${statusSetBy.because.length > 0 ? " These conditions led to it:" : ""}</p>
    ${statusSetBy.because.length > 0 && html`<ul class="because">${statusSetBy.because.map((branch, index) => html`<li key=${index}>
      <a href=${place(branch.line)}>Line ${branch.line}</a>: <code>${lines[branch.line - 1]?.trim()}</code>${branch.values.length > 0 && html`
      <span class="quiet"> with <${Reads} values=${branch.values} /></span>`}</li>`)}</ul>`}</div>`;
}

export const Reads = ({ values }) => values.map((value, index) => html`${index > 0 ? ", " : ""}<code key=${index}>${value.name} = ${value.value === "" ? '""' : value.value}</code>`);

const start = (text) => html`<a href="#/">${text}</a>`;
const change = ({ record }) => html`Press <b>Edit and send</b> to change the request. The <a href=${record.route ? explorerOf(record.route) : "#/explorer"}>explorer</a> shows what the route takes.`;

// By API Gateway's name for the refusal.
const hints = {
  UNAUTHORIZED: (facts) => needsToken(facts) ? token(facts) : "Send what the authorizer reads from the request. Press Edit and send to add it.",
  MISSING_AUTHENTICATION_TOKEN: ({ record }) => record.answeredBy === "route"
    ? html`The ${start("start page")} lists all routes of the API.` : "The route needs a request that is signed with AWS Signature Version 4.",
  INVALID_API_KEY: ({ api }) => html`Send the header <code>X-API-Key</code> with a key of a usage plan. The ${start("start page")} shows the keys${api.apiKeys.length > 0 ? `: ${api.apiKeys.join(", ")}` : ""}.
    The page <a href="#/send">Send</a> can add one.`,
  THROTTLED: () => "Wait a moment and send the request again. The template has the limit. A changed limit counts from the next request.",
  QUOTA_EXCEEDED: () => "The quota begins again with its next period, or when the gateway starts again. The usage plan in the template has the limit.",
  BAD_REQUEST_BODY: change,
  BAD_REQUEST_PARAMETERS: change,
  UNSUPPORTED_MEDIA_TYPE: () => html`Press <b>Edit and send</b> to change the header <code>Content-Type</code> or <code>Content-Encoding</code>.`,
  ACCESS_DENIED: ({ record }) => record.author === "resource policy" ? "The resource policy of the API is in the template."
    : record.answeredBy === "cache" ? html`Send the request without <code>Cache-Control: max-age=0</code>.`
      : "The function of the authorizer decides. Its event, its result and its log are below.",
  AUTHORIZER_FAILURE: () => "The function of the authorizer failed. Its log is below.",
  AUTHORIZER_CONFIGURATION_ERROR: () => "The function of the authorizer returned a wrong result. It is below.",
  INTEGRATION_FAILURE: (facts) => backend(facts),
  INTEGRATION_TIMEOUT: (facts) => backend(facts),
  API_CONFIGURATION_ERROR: ({ details }) => brokenTemplate(details) ?? "The template must be changed, not the request. The next request uses the saved template.",
};

const brokenTemplate = ({ record, templates }) => {
  const index = templates.findIndex((template) => template.error);
  return index < 0 ? null : html`<a href=${`#/bench/${record.number}/${index}/${templates[index].error.line}`}>Mend line ${templates[index].error.line} of this template</a>. The request is its input there.`;
};

const backend = ({ details, record }) => record.author.startsWith("function ") ? "The function must be changed, not the request. Its event, its result and its log are below."
  : details.calls.length > 0 ? `The gateway called ${details.calls.at(-1).name}. Start this server, or change its address in the template.` : null;

function afterAnswer(facts) {
  const { record, api } = facts;
  if (record.status === 401 && api.pools.length > 0)
    return token(facts);
  if (record.status === 403 && record.caller && api.pools.length > 0)
    return group(facts);
  if (record.status === 412 || record.status === 428)
    return html`Get the resource again, and send the ETag of that reply in the header <code>If-Match</code>.`;
  if (record.status === 422 && /idempotency-key/i.test(record.reason))
    return html`Send the same request as the first time, or press <b>Edit and send</b> and write a new <code>Idempotency-Key</code>.`;
  if (record.status === 404 || record.status >= 500)
    return null;
  return change(facts);
}

// An authorizer of another kind has its own sources.
function needsToken({ record, api }) {
  const route = api.routes.find((one) => `${one.method} ${one.path}` === record.route);
  return route?.who.startsWith("signed in") ?? false;
}

function token({ details, record, api, user }) {
  const route = api.routes.find((one) => `${one.method} ${one.path}` === record.route);
  const scope = /scope ([^,]+)/.exec(route?.who ?? "")?.[1].split(" or ")[0];
  if (scope)
    return html`Send an access token with the scope ${scope}. You get one here: <code>POST /_local/token</code> with <code>${JSON.stringify({ user: user?.name ?? "sam", use: "access", scope })}</code>`;
  const had = details.request.headers.some((header) => header.name.toLowerCase() === "authorization");
  return html`${had ? "This token cannot be used. Get a new one, and send" : "Send"} the header <code>Authorization: Bearer …</code>, ${user
    ? html`or press <b>Send as ${userName(user)}</b>.`
    : html`or ${start("sign in on the start page")} and send the request as this user.`}`;
}

// The users whom the project names, or the start page suggests, who have a group that the caller has not.
function group({ record, api, send }) {
  const others = api.pools.flatMap((pool) => suggestions(pool, api.users)).filter((other) => other.groups.some((name) => !record.caller.includes(name)));
  const named = others.filter((other) => other.groups.some((name) => record.reason.includes(name)));
  const offered = named.length > 0 ? named : others;
  return html`${record.caller} may not do this. ${offered.length === 0 ? html`Another user may be allowed: sign in on the ${start("start page")}.` : html`Try a user of another group:
    ${offered.slice(0, 4).map((other) => html` <button key=${userName(other)} onClick=${() => send(other)}>Send as ${userName(other)}</button>`)}`}`;
}
