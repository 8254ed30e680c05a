// One request: the way through the steps, and everything that the steps asked and got.
import { html, useEffect, useRef, useState } from "./htm-preact.js";
import { bytes, call, copy, Loading, Method, milliseconds, pretty, Problem, say, sentence, Status, time, tone, units, useCall, useOverview, useUser, userName }
  from "./common.js";
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
  return html`
    <h2 class="title"><${Method} value=${record.httpMethod} /> <code>${record.path}${record.query ? `?${record.query}` : ""}</code></h2>
    <${Verdict} record=${record} why=${details.steps.find((step) => step.isRefusal)?.decision ?? record.reason} />
    <${Advice} details=${details} />
    <p class="facts quiet">
      <span>${record.route ?? "no route"}</span><span>${record.caller ?? "no user"}</span><span>${milliseconds(record.duration)}</span>
      <span>${time(record.start)}</span><span><code>${record.requestId}</code></span></p>
    <${Actions} details=${details} />
    <${Timeline} details=${details} />
    ${details.warnings.length > 0 && html`<ul class="warnings">${details.warnings.map((text) => html`<li>${text}</li>`)}</ul>`}
    ${record.status >= 400 && html`<${Message} title="Reply" message=${details.reply} isOpen />`}
    <${Message} title="Request" message=${details.request} isOpen=${record.status === 412} />
    ${details.templates.map((template, index) => html`<${TemplateView} key=${index} number=${record.number} index=${index} template=${template} />`)}
    ${details.calls.map((one, index) => html`<${Call} key=${index} call=${one} />`)}
    ${details.functions.map((one, index) => html`<${FunctionCall} key=${index} call=${one} />`)}
    ${record.status < 400 && html`<${Message} title="Reply" message=${details.reply} isOpen />`}`;
}

export function Verdict({ record, why }) {
  return html`<p class=${`verdict ${tone(record.status)}`}><${Status} value=${record.status} />
    <span><b>${record.isRefused ? "Refused by" : "Answered by"}: ${record.answeredBy}.</b> ${sentence(why)}</span></p>`;
}

const preconditions = /^(if-match|if-none-match|if-modified-since|if-unmodified-since)$/i;

// What the user can do next, or look at next.
function Advice({ details: { record, request, statusSetBy } }) {
  const user = useUser();
  const conditions = record.status === 412 ? request.headers.filter((header) => preconditions.test(header.name)) : [];
  const needsToken = record.isRefused && record.answeredBy === "authorizer" && record.reason === "the request has no token";
  return html`
    ${statusSetBy && html`<p class="advice"><a href=${`#/bench/${record.number}/${statusSetBy.template}/${statusSetBy.line}`}>Line ${statusSetBy.line} of the template</a> sets the status ${record.status}.</p>`}
    ${conditions.length > 0 && html`<p class="advice">The request has ${conditions.length === 1 ? "a precondition" : "preconditions"}, and the server says that ${conditions.length === 1 ? "it does" : "one of them does"} not hold:
      ${conditions.map((header, index) => html`${index > 0 ? ", " : " "}<code>${header.name}: ${header.value}</code>`)}.</p>`}
    ${needsToken && html`<p class="advice">Send the header <code>Authorization: Bearer …</code>, ${user
      ? html`or press <b>Send as ${userName(user)}</b>.`
      : html`or <a href="#/">sign in on the start page</a> and send the request as this user.`}</p>`}`;
}

function Actions({ details }) {
  const { answer: api } = useOverview();
  const user = useUser();
  const [problem, setProblem] = useState("");
  const { record } = details;
  const send = (as) => call("send", requestOf(details, as)).then(
    (reply) => { say(`The API answers ${reply.status}.`); if (reply.record) location.hash = `#/requests/${reply.record}`; },
    (error) => setProblem(error.message));
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
  </div><${Problem} text=${sentence(problem)} />`;
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

function Message({ title, message, isOpen }) {
  return html`<details open=${isOpen}><summary>${title} <span class="quiet">${message.headers.length} headers,
    ${message.body.length === 0 ? " no body" : ` ${bytes(message.body.length)}`}</span></summary>
    <${Headers} headers=${message.headers} /><${Body} body=${message.body} /></details>`;
}

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
