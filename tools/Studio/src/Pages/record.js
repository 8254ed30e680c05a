// One request: the way through the steps, and everything that the steps asked and got.
import { html, useEffect, useRef, useState } from "./htm-preact.js";
import { bytes, call, copy, Loading, Method, milliseconds, pretty, Problem, say, sentence, Status, time, tone, units, useCall, useOverview, useUser, userName }
  from "./common.js";
import { Advice } from "./advice.js";
import { asCSharp, asCurl, asHttp } from "./copy.js";
import { TemplateView } from "./template.js";

export function RecordView({ number }) {
  const { answer, error } = useCall(`records/${number}`);
  const article = useRef(null);
  // The row may be far down in the list. A wide page keeps the request beside it, a narrow one shows the request alone.
  useEffect(() => {
    if (article.current.getBoundingClientRect().top < 0)
      article.current.scrollIntoView();
  }, []);
  return html`<article class="record" ref=${article} tabindex="-1" aria-label=${`Request ${number}`}>
    <a class="close" href="#/requests" aria-label="Close the request">×</a>
    ${answer ? html`<${Details} details=${answer} />` : error ? html`<${Problem} text=${sentence(error)} />` : html`<${Loading} />`}
  </article>`;
}

function Details({ details }) {
  const { record } = details;
  const [problem, setProblem] = useState("");
  const send = (as) => call("send", requestOf(details, as)).then(
    (reply) => { say(`The API answers ${reply.status}.`); if (reply.record) location.hash = `#/requests/${reply.record}`; },
    (error) => setProblem(error.message));
  const isRefused = record.status >= 400 && record.status < 500;
  return html`
    <h2 class="title"><${Method} value=${record.httpMethod} /> <code>${record.path}${record.query ? `?${record.query}` : ""}</code></h2>
    <${Verdict} record=${record} why=${details.steps.find((step) => step.isRefusal)?.decision ?? record.reason} />
    <${Advice} details=${details} send=${send} />
    <p class="facts quiet">
      <span>${record.route ?? "no route"}</span><span>${record.caller ?? "no user"}</span><span>${milliseconds(record.duration)}</span>
      <span>${time(record.start)}</span><span><code>${record.requestId}</code></span></p>
    <${Actions} details=${details} send=${send} /><${Problem} text=${sentence(problem)} />
    ${isRefused && html`<${Request} message=${details.request} isOpen /><${Reply} message=${details.reply} />`}
    <${Timeline} details=${details} />
    ${details.warnings.length > 0 && html`<ul class="warnings">${details.warnings.map((text) => html`<li>${text}</li>`)}</ul>`}
    ${record.status >= 500 && html`<${Reply} message=${details.reply} />`}
    ${!isRefused && html`<${Request} message=${details.request} />`}
    ${details.templates.map((template, index) => html`<${TemplateView} key=${index} number=${record.number} index=${index} template=${template} />`)}
    ${details.calls.map((one, index) => html`<${Call} key=${index} call=${one} />`)}
    ${details.functions.map((one, index) => html`<${FunctionCall} key=${index} call=${one} />`)}
    ${record.status < 400 && html`<${Reply} message=${details.reply} />`}`;
}

export function Verdict({ record, why }) {
  const by = record.author === record.answeredBy ? `the step ${record.author}` : record.author === "DynamoDB" ? record.author : `the ${record.author}`;
  const verb = record.status >= 500 ? "Failed in" : record.status >= 400 ? "Refused by" : "Answered by";
  return html`<p class=${`verdict ${tone(record.status)}`}><${Status} value=${record.status} />
    <span><b>${verb} ${by}.</b> ${sentence(why)}</span></p>`;
}

function Actions({ details, send }) {
  const { answer: api } = useOverview();
  const user = useUser();
  const { record } = details;
  const url = api?.url ?? location.origin;
  return html`<div class="actions">
    <button class="primary" onClick=${() => send(null)}>Send again${record.caller ? ` as ${record.caller}` : ""}</button>
    ${user && html`<button onClick=${() => send(user)}>Send as ${userName(user)}</button>`}
    <a class="button" href=${`#/send/${record.number}`}>Edit and send</a>
    <a class="button" href=${`#/compare/${record.number}`}>Compare</a>
    <span class="group" role="group" aria-label="Copy the request as">Copy as
      <button onClick=${() => copy(asCurl(details, url))}>curl</button>
      <button onClick=${() => copy(asHttp(details, url))}>.http</button>
      <button onClick=${() => copy(asCSharp(details, url))}>C# test</button></span>
  </div>`;
}

// What the studio needs to send a recorded request again. It fills in what is masked.
export function requestOf({ record, request }, user) {
  return {
    method: record.httpMethod,
    target: record.query ? `${record.path}?${record.query}` : record.path,
    headers: request.headers.filter((header) => !isAdded(header.name)),
    body: request.body.length > 0 ? request.body.text : null,
    user,
    from: record.number,
  };
}

// The gateway adds these itself, or the connection does.
export const isAdded = (name) => /^(x-forwarded-.*|x-amzn-trace-id|x-amzn-requestid|host|connection|content-length|sec-.*|accept-encoding)$/i.test(name);

function Timeline({ details: { steps, notReached, record } }) {
  const total = Math.max(record.duration, 0.001);
  return html`<section aria-labelledby="steps"><h3 id="steps">Steps</h3>
    <ol class="timeline">${steps.map((step, index) => html`
      <li key=${index} class=${step.isRefusal ? `refusal ${tone(record.status)}` : step.answers ? `answers ${tone(record.status)}` : ""}>
        <span class="name">${step.name}</span>
        <span class="bar" aria-hidden="true"><span style=${{ left: `${step.start / total * 100}%`, width: `${Math.max(step.duration / total * 100, 0.5)}%` }}></span></span>
        <span class="took">${milliseconds(step.duration)}</span>
        <span class="decision">${step.isRefusal && html`<b>Refused: </b>`}${step.answers && !step.isRefusal && html`<b>Answer: </b>`}${step.decision ? sentence(step.decision) : html`<span class="quiet">Passed.</span>`}</span>
      </li>`)}
      ${notReached.map((name, index) => html`<li key=${`not-${index}`} class="not-reached">
        <span class="name">${name}</span><span class="bar"></span><span class="took"></span><span class="decision">Not reached.</span></li>`)}
    </ol></section>`;
}

export function Headers({ headers }) {
  return headers.length === 0 ? null : html`<dl class="headers">${headers.map((header) => html`
    <dt>${header.name}</dt><dd class=${header.value === "(masked)" ? "masked" : ""}>${header.value}</dd>`)}</dl>`;
}

export function Body({ body, label = "Body" }) {
  const [isRaw, setRaw] = useState(false);
  if (body.length === 0)
    return html`<p class="quiet">No ${label.toLowerCase()}.</p>`;
  const text = pretty(body.text);
  return html`<div class="body">
    <div class="body-head"><span>${label}, ${bytes(body.length)}${body.note ? html` <i>(${body.note})</i>` : ""}</span>
      <span>${text !== body.text && html`<button class="link" onClick=${() => setRaw(!isRaw)}>${isRaw ? "Show it indented" : "Show it as it was sent"}</button>`}
        <button class="link" onClick=${() => copy(body.text)}>Copy</button></span></div>
    <pre tabindex="0" aria-label=${label}>${isRaw ? body.text : text}</pre></div>`;
}

const counted = (headers) => `${headers.length} ${headers.length === 1 ? "header" : "headers"}`;

const sizeOf = (message) => html`<span class="quiet">${counted(message.headers)}, ${message.body.length === 0 ? "no body" : bytes(message.body.length)}</span>`;

// The headers that the connection and the gateway add come last, because the client did not choose them.
function Request({ message, isOpen }) {
  const own = message.headers.filter((header) => !isAdded(header.name));
  const added = message.headers.filter((header) => isAdded(header.name));
  return html`<details open=${isOpen}><summary>Request ${sizeOf(message)}</summary>
    <${Headers} headers=${own} /><${Body} body=${message.body} />
    ${added.length > 0 && html`<details class="added"><summary>${counted(added)} that the client did not choose</summary><${Headers} headers=${added} /></details>`}</details>`;
}

// What it says comes before how it was sent.
const Reply = ({ message }) => html`<details open><summary>Reply ${sizeOf(message)}</summary>
  <${Body} body=${message.body} /><${Headers} headers=${message.headers} /></details>`;

const unitKind = (name) => /Put|Update|Delete|Write/.test(name) ? "write" : "read";

function Call({ call: one }) {
  return html`<details open><summary>${one.name} ${one.status && html`<${Status} value=${one.status} />`}
    <span class="quiet">${milliseconds(one.latency)}${one.capacity === null ? "" : `, ${units(one.capacity, unitKind(one.name))}`}</span></summary>
    <${Problem} text=${sentence(one.problem)} />
    <div class="sides">
      <section><h4>Request</h4><${Headers} headers=${one.request.headers} /><${Body} body=${one.request.body} /></section>
      <section><h4>Reply</h4><${Headers} headers=${one.reply.headers} /><${Body} body=${one.reply.body} /></section>
    </div></details>`;
}

const logLevel = (line) => line.startsWith("fail") || line.startsWith("crit") || line.startsWith("Unhandled") ? "error" : line.startsWith("warn") ? "warning" : "";

function FunctionCall({ call: one }) {
  const { answer: api } = useOverview();
  const names = api?.functions.find((other) => other.name === one.logicalId)?.variables ?? [];
  return html`<details open><summary>Function ${one.logicalId} <span class="quiet">${one.outcome}</span></summary>
    <h4>Log</h4>
    ${one.log.length === 0 ? html`<p class="quiet">No lines.</p>` : html`<pre class="log" tabindex="0" aria-label="Log">${one.log.map((line, index) =>
      html`<span key=${index} class=${logLevel(line)}>${line}${"\n"}</span>`)}</pre>`}
    <h4>Calls to DynamoDB</h4>
    <${DynamoDbCalls} calls=${one.calls} />
    ${names.length > 0 && html`<p class="quiet">Environment: ${names.join(", ")}</p>`}
    <div class="sides">
      <section><h4>Event</h4><${Body} body=${one.event} label="Event" /></section>
      <section><h4>Result</h4><${Body} body=${one.output} label="Result" /></section>
    </div></details>`;
}

function DynamoDbCalls({ calls }) {
  if (calls === null)
    return html`<p class="quiet">They are not known, because the function runs as a process of its own.</p>`;
  if (calls.length === 0)
    return html`<p class="quiet">None.</p>`;
  return calls.map((one, index) => html`<details key=${index}><summary>${one.operation} ${one.tables.join(", ")}${" "}
      ${one.status === null ? html`<span class="refused tone-5">no reply</span>` : html`<${Status} value=${one.status} />`}${" "}
      <span class="quiet">${milliseconds(one.latency)}, ${bytes(one.request.length)} sent, ${bytes(one.reply.length)} received</span></summary>
    <div class="sides">
      <section><h4>Request</h4><${Body} body=${one.request} /></section>
      <section><h4>Reply</h4><${Body} body=${one.reply} /></section>
    </div></details>`);
}
