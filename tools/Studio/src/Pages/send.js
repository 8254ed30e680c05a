// A request to send: new for a route, or a recorded one to change.
import { html, useState } from "./htm-preact.js";
import { call, Loading, Problem, say, sentence, useCall, useOverview, useUser, userName } from "./common.js";
import { exampleOf, hasKey, withNewKey } from "./example.js";
import { Body, Headers, requestOf, Verdict } from "./record.js";
import { kindOf } from "./template.js";

export function SendPage({ parts }) {
  const [first, method, path] = parts;
  if (first && first !== "new")
    return html`<${FromRecord} number=${first} key=${first} />`;
  return html`<${New} key=${`${method} ${path}`} method=${decodeURIComponent(method ?? "GET")} path=${decodeURIComponent(path ?? "%2F")} />`;
}

// The contract has examples. Without a contract the template says at least what a request needs.
function New({ method, path }) {
  const { answer: contract, error } = useCall("contract");
  const { answer: api, error: problem } = useOverview();
  if (!(contract ?? error) || !(api ?? problem))
    return html`<${Loading} />`;
  const route = api?.routes.find((one) => one.method === method && one.path === path);
  return html`<${Composer} request=${exampleOf(contract?.document, method, path)} hasSignIn apiKey=${route?.needsKey ? api.apiKeys[0] : undefined} />`;
}

function FromRecord({ number }) {
  const { answer, error } = useCall(`records/${number}`);
  if (!answer)
    return error ? html`<${Problem} text=${sentence(error)} />` : html`<${Loading} />`;
  return html`<${Composer} request=${requestOf(answer, null)} note=${answer.request.body.note} />`;
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

const textOf = (headers) => headers.map((header) => `${header.name}: ${header.value}`).join("\n");

function headersOf(text) {
  return text.split("\n").filter((line) => line.trim()).map((line) => {
    const colon = line.indexOf(":");
    if (colon < 1)
      throw new Error(`The header line "${line}" needs a name and a colon.`);
    return { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
  });
}

function Composer({ request, note, hasSignIn, apiKey }) {
  const user = useUser();
  const [method, setMethod] = useState(request.method === "ANY" ? "GET" : request.method);
  const [target, setTarget] = useState(request.target);
  const [headers, setHeaders] = useState(textOf(request.headers));
  const [body, setBody] = useState(request.body ?? "");
  const [signs, setSigns] = useState(hasSignIn === true);
  const [sendsKey, setSendsKey] = useState(apiKey !== undefined);
  const [problem, setProblem] = useState("");
  const [number, setNumber] = useState(null);
  const [isSending, setSending] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    setProblem("");
    setSending(true);
    try {
      const all = headersOf(headers);
      if (body && !all.some((header) => /^content-type$/i.test(header.name)))
        all.push({ name: "Content-Type", value: "application/json" });
      if (sendsKey)
        all.push({ name: "X-API-Key", value: (await call("keys", {}))[apiKey] });
      const reply = await call("send", { method, target, headers: all, body: body || null, user: signs ? user : null, from: request.from ?? null });
      setNumber(reply.record);
      say(`The API answers ${reply.status}.`);
      if (!reply.record)
        setProblem(`The API answers ${reply.status}. The request came too fast to be recorded.`);
    } catch (error) {
      setProblem(error.message);
    }
    setSending(false);
  };
  return html`<h1>${request.from ? html`Edit and send <small>from request ${request.from}</small>` : "Send a request"}</h1>
    <div class="sides">
      <form class="composer" onSubmit=${submit}>
        <div class="line">
          <label>Method <select class="short" value=${method} onChange=${(event) => setMethod(event.target.value)}>
            ${[...new Set([...methods, method])].map((name) => html`<option key=${name} value=${name} selected=${name === method}>${name}</option>`)}</select></label>
          <label class="wide">Path and query <input required value=${target} onInput=${(event) => setTarget(event.target.value)} autocomplete="off" spellcheck=${false} /></label>
        </div>
        <label>Headers, one on each line <textarea rows="6" value=${headers} onInput=${(event) => setHeaders(event.target.value)} spellcheck=${false}></textarea></label>
        ${hasKey(headers) && html`<p class="quiet">The API answers a second request with this Idempotency-Key as the first one. A changed request needs a new key.
          <button type="button" class="link" onClick=${() => setHeaders(withNewKey(headers))}>Use a new key</button></p>`}
        <label>Body <textarea rows="12" value=${body} onInput=${(event) => setBody(event.target.value)} spellcheck=${false}></textarea></label>
        ${note && html`<p class="quiet">The recorded body: ${note}.</p>`}
        ${user && html`<label class="check"><input type="checkbox" checked=${signs} onChange=${(event) => setSigns(event.target.checked)} /> Send as ${userName(user)}</label>`}
        ${!user && html`<p class="quiet">Choose a user on the <a href="#/">start page</a> to send a token.</p>`}
        ${apiKey && html`<label class="check"><input type="checkbox" checked=${sendsKey} onChange=${(event) => setSendsKey(event.target.checked)} /> Send the API key ${apiKey}</label>`}
        ${request.isExample && html`<p class="quiet">The values are examples. Change them as you need.</p>`}
        ${/[{}]/.test(target.split("?")[0]) && html`<p class="quiet">Write a value in the place of each <code>{…}</code> in the path.</p>`}
        ${`${headers} ${body} ${target}`.includes("(masked)") && html`<p class="quiet"><code>(masked)</code> stands for the recorded value. It is sent unchanged.</p>`}
        <button class="primary" disabled=${isSending}>${isSending ? "Sending …" : "Send"}</button>
        <${Problem} text=${sentence(problem.replace(/\.$/, ""))} />
      </form>
      <section aria-labelledby="reply"><h2 id="reply">Reply</h2>
        ${number ? html`<${Reply} number=${number} key=${number} />` : html`<p class="empty">Nothing is sent yet.</p>`}</section>
    </div>`;
}

function Reply({ number }) {
  const { answer, error } = useCall(`records/${number}`);
  if (!answer)
    return error ? html`<${Problem} text=${sentence(error)} />` : html`<${Loading} />`;
  return html`<${Verdict} record=${answer.record} why=${answer.record.reason} />
    <p class="buttons"><a class="button" href=${`#/requests/${number}`}>Open the request</a>
      ${answer.templates.map((template, index) => template.canRender && html`<a class="button" href=${`#/bench/${number}/${index}`}>Edit the ${kindOf(template).toLowerCase()}</a>`)}</p>
    <${Headers} headers=${answer.reply.headers} /><${Body} body=${answer.reply.body} />`;
}
