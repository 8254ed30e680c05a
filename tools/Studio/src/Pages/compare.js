// Two requests side by side. What differs is marked.
import { html, useMemo, useState } from "./htm-preact.js";
import { count, Loading, milliseconds, pretty, Problem, sentence, time, useCall, useRecords } from "./common.js";
import { noFilters, useMatching } from "./filters.js";

export function ComparePage({ parts }) {
  const [left, right] = parts;
  return html`<h1>Compare two requests</h1>
    <div class="line">
      <${Pick} label="First request" value=${left} onPick=${(number) => { location.hash = `#/compare/${number}/${right ?? ""}`; }} />
      <${Pick} label="Second request" value=${right} onPick=${(number) => { location.hash = `#/compare/${left ?? ""}/${number}`; }} />
    </div>
    ${left && right ? html`<${Both} left=${left} right=${right} key=${`${left} ${right}`} />` : html`<p class="empty">Choose two requests.</p>`}`;
}

const maxOptions = 300;

function Pick({ label, value, onPick }) {
  const { records } = useRecords();
  const [text, setText] = useState("");
  const filters = useMemo(() => ({ ...noFilters, text }), [text]);
  const matching = useMatching(records, filters);
  const chosen = records.find((record) => String(record.number) === value);
  const options = [...chosen ? [chosen] : [], ...matching.filter((record) => record !== chosen).slice(0, maxOptions)];
  return html`<div class="wide pick"><label>${label} <select value=${value ?? ""} onChange=${(event) => onPick(event.target.value)}>
      <option value="">choose …</option>
      ${value && !chosen && html`<option value=${value} selected>request ${value}</option>`}
      ${options.map((record) => html`<option key=${record.number} value=${record.number} selected=${record === chosen}>
        ${record.number}: ${time(record.start)} ${record.httpMethod} ${record.path} ${record.status} ${record.caller ?? ""}</option>`)}
    </select></label>
    <label>Filter for the ${label.toLowerCase()} <input type="search" value=${text} placeholder="path, reason, user, header, body; -word leaves out" onInput=${(event) => setText(event.target.value)} /></label>
    <p class="quiet">${count(matching.length, "request")} to choose from${matching.length > maxOptions ? `, the newest ${maxOptions} are in the list` : ""}.</p></div>`;
}

function Both({ left, right }) {
  const first = useCall(`records/${left}`);
  const second = useCall(`records/${right}`);
  if (first.error || second.error)
    return html`<${Problem} text=${sentence(first.error ?? second.error)} />`;
  if (!first.answer || !second.answer)
    return html`<${Loading} />`;
  // These parts differ between any two requests, so they would hide what matters.
  const [a, b] = [first.answer, second.answer].map(withoutOwnParts);
  const names = [...new Map([...a.steps, ...b.steps].map((step) => [step.name, step])).keys()];
  return html`
    <${Table} title="Result" rows=${[
      ["Request", `${a.record.httpMethod} ${a.record.path}`, `${b.record.httpMethod} ${b.record.path}`],
      ["Query", a.record.query, b.record.query],
      ["User", a.record.caller ?? "none", b.record.caller ?? "none"],
      ["Status", String(a.record.status), String(b.record.status)],
      ["Answered by", a.record.author, b.record.author],
      ["Reason", a.record.reason, b.record.reason],
    ]} />
    <${Table} title="Steps" rows=${names.map((name) => [name, decisions(a, name), decisions(b, name)])} />
    ${[true, false].map((isRequest) => {
      const [left, right] = [a, b].map((details) => details.templates.find((template) => template.isRequest === isRequest)?.source ?? "");
      return html`<${Lines} key=${isRequest} title=${isRequest ? "Request template" : "Response template"} left=${left} right=${right} />`;
    })}
    <${Table} title="Request headers" rows=${headerRows(a.request, b.request)} />
    <${Lines} title="Request body" left=${a.request.body.text} right=${b.request.body.text} />
    ${Array.from({ length: Math.max(a.calls.length, b.calls.length) }, (_, index) => html`
      <${Lines} title=${`Sent to ${(a.calls[index] ?? b.calls[index]).name}`} left=${a.calls[index]?.request.body.text ?? ""} right=${b.calls[index]?.request.body.text ?? ""} />
      <${Lines} title=${`Answer of ${(a.calls[index] ?? b.calls[index]).name}`} left=${a.calls[index]?.reply.body.text ?? ""} right=${b.calls[index]?.reply.body.text ?? ""} />`)}
    <${Table} title="Reply headers" rows=${headerRows(a.reply, b.reply)} />
    <${Lines} title="Reply body" left=${a.reply.body.text} right=${b.reply.body.text} />
    <p class="quiet">The first took ${milliseconds(a.record.duration)}, the second ${milliseconds(b.record.duration)}. Dates, request ids, trace ids, and the times and the levels of limits in the steps are left out: they differ between any two requests.</p>`;
}

const ownHeaders = /^(x-amzn-trace-id|x-amzn-requestid|x-amz-apigw-id|x-request-id|date|x-amzn-remapped-date|age)$/i;
const times = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
const levels = /[\d.,]+ (of \d+ burst requests are|requests) left/g;

function withoutOwnParts(details) {
  const plain = (text) => text.replaceAll(details.record.requestId, "(this request's id)");
  const body = (body) => ({ ...body, text: plain(body.text) });
  const message = ({ headers, body: own }) => ({
    headers: headers.filter((header) => !ownHeaders.test(header.name)).map((header) => ({ ...header, value: plain(header.value) })), body: body(own) });
  return {
    ...details,
    request: message(details.request),
    reply: message(details.reply),
    steps: details.steps.map((step) => ({ ...step, decision: step.decision.replace(times, "(a time)").replace(levels, "(some) requests left") })),
    calls: details.calls.map((call) => ({ ...call, request: message(call.request), reply: message(call.reply) })),
  };
}

const decisions = (details, name) => [...new Set(details.steps.filter((step) => step.name === name)
  .map((step) => step.decision ? sentence(step.decision) : "Passed."))].join(" ") || "Not reached.";

function headerRows(left, right) {
  const value = (message, name) => message.headers.filter((header) => header.name.toLowerCase() === name).map((header) => header.value).join(", ");
  const names = new Set([...left.headers, ...right.headers].map((header) => header.name.toLowerCase()));
  return [...names].sort().map((name) => [name, value(left, name), value(right, name)]);
}

function Table({ title, rows }) {
  return html`<section class="card"><h2>${title}</h2><div class="scroll"><table class="compare">
    <thead><tr><th scope="col">Part</th><th scope="col">First</th><th scope="col">Second</th></tr></thead>
    <tbody>${rows.map(([name, left, right]) => html`<tr key=${name} class=${left === right ? "" : "differs"}>
      <th scope="row">${name}${left === right ? "" : html`<span class="visually-hidden"> (differs)</span>`}</th>
      <td><code class="wrap">${left}</code></td><td><code class="wrap">${right}</code></td></tr>`)}</tbody>
  </table></div></section>`;
}

// The longest common lines, for texts of up to 600 lines; longer ones are compared as a whole.
function difference(left, right) {
  const table = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--)
      table[i][j] = left[i] === right[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  }

  const lines = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      lines.push([" ", left[i]]);
      i++;
      j++;
    } else if (j >= right.length || (i < left.length && table[i + 1][j] >= table[i][j + 1])) {
      lines.push(["-", left[i++]]);
    } else {
      lines.push(["+", right[j++]]);
    }
  }
  return lines;
}

function Lines({ title, left, right }) {
  if (!left && !right)
    return null;
  const [a, b] = [pretty(left).split("\n"), pretty(right).split("\n")];
  const lines = left === right ? a.map((line) => [" ", line])
    : a.length > 600 || b.length > 600 ? [...a.map((line) => ["-", line]), ...b.map((line) => ["+", line])] : difference(a, b);
  return html`<section class="card"><h2>${title} ${left === right ? html`<small>the same</small>` : ""}</h2>
    <pre class="diff" tabindex="0" aria-label=${title}>${lines.map(([mark, line], index) => html`<span key=${index} class=${mark === "-" ? "minus" : mark === "+" ? "plus" : ""}>${mark} ${line}${"\n"}</span>`)}</pre></section>`;
}
