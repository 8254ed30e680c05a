// A request to send: new for a route, or a recorded one to change.
import { html, useState } from "./htm-preact.js";
import { call, Loading, Problem, say, sentence, Status, useCall, useUser, userName } from "./common.js";
import { Body, Headers, requestOf } from "./record.js";

export function SendPage({ parts }) {
  const [first, method, path] = parts;
  if (first && first !== "new")
    return html`<${FromRecord} number=${first} key=${first} />`;
  const request = { method: decodeURIComponent(method ?? "GET"), target: decodeURIComponent(path ?? "%2F"), headers: [], body: null };
  return html`<${Composer} key=${`${method} ${path}`} request=${request} hasSignIn />`;
}

function FromRecord({ number }) {
  const { answer, error } = useCall(`records/${number}`);
  if (!answer)
    return error ? html`<${Problem} text=${sentence(error)} />` : html`<${Loading} />`;
  return html`<${Composer} request=${requestOf(answer, null)} note=${answer.request.body.note} />`;
}

const textOf = (headers) => headers.map((header) => `${header.name}: ${header.value}`).join("\n");

function headersOf(text) {
  return text.split("\n").filter((line) => line.trim()).map((line) => {
    const colon = line.indexOf(":");
    if (colon < 1)
      throw new Error(`The header line "${line}" needs a name and a colon.`);
    return { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
  });
}

function Composer({ request, note, hasSignIn }) {
  const user = useUser();
  const [method, setMethod] = useState(request.method === "ANY" ? "GET" : request.method);
  const [target, setTarget] = useState(request.target);
  const [headers, setHeaders] = useState(textOf(request.headers));
  const [body, setBody] = useState(request.body ?? "");
  const [signs, setSigns] = useState(hasSignIn === true);
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
          <label>Method <input class="short" required value=${method} onInput=${(event) => setMethod(event.target.value)} list="methods" autocomplete="off" /></label>
          <datalist id="methods">${["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].map((name) => html`<option value=${name} />`)}</datalist>
          <label class="wide">Path and query <input required value=${target} onInput=${(event) => setTarget(event.target.value)} autocomplete="off" spellcheck=${false} /></label>
        </div>
        <label>Headers, one on each line <textarea rows="6" value=${headers} onInput=${(event) => setHeaders(event.target.value)} spellcheck=${false}></textarea></label>
        <label>Body <textarea rows="12" value=${body} onInput=${(event) => setBody(event.target.value)} spellcheck=${false}></textarea></label>
        ${note && html`<p class="quiet">The recorded body: ${note}.</p>`}
        ${user && html`<label class="check"><input type="checkbox" checked=${signs} onChange=${(event) => setSigns(event.target.checked)} /> Sign in as ${userName(user)}</label>`}
        ${!user && html`<p class="quiet">Choose a user on the <a href="#/">start page</a> to send a token.</p>`}
        <p class="quiet">A value <code>(masked)</code> of a recorded request is filled in again when you send it.</p>
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
  return html`<p class=${answer.record.isRefused ? "verdict bad" : "verdict"}><${Status} value=${answer.record.status} />
      <span><b>${answer.record.isRefused ? "Refused by" : "Answered by"}: ${answer.record.answeredBy}.</b> ${sentence(answer.record.reason)}</span></p>
    <p><a class="button" href=${`#/requests/${number}`}>Open the request</a></p>
    <${Headers} headers=${answer.reply.headers} /><${Body} body=${answer.reply.body} />`;
}
