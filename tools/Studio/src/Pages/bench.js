// The page Templates: a template, a recorded request as its input, and the output at once.
import { html, useEffect, useMemo, useState } from "./htm-preact.js";
import { call, copy, Loading, Method, Problem, sentence, useCall, useOverview, useRecords } from "./common.js";
import { draftOf, dropDraft, keepDraft, useDrafts } from "./drafts.js";
import { Save } from "./save.js";
import { kindOf, Output, Values } from "./template.js";

export function BenchPage({ parts }) {
  const [number, index, line] = parts;
  if (number === "of")
    return html`<${OfRoute} name=${`${decodeURIComponent(index)} ${decodeURIComponent(line)}`} method=${index} path=${line} />`;
  return number
    ? html`<${Bench} number=${number} index=${Number(index ?? 0)} line=${Number(line ?? 0)} key=${`${number}/${index}`} />`
    : html`<h1>Templates</h1><p class="lead">A request template makes the request to the backend. A response template makes the reply to the client.
        Choose a recorded request. It is the input of the template, so you see the output of each change.</p><${Drafts} /><${Choice} /><${Unused} />`;
}

// The newest request of a route is the input of its templates.
function OfRoute({ name, method, path }) {
  const { records, isLive } = useRecords();
  const newest = records.find((record) => record.route === name && record.templates.length > 0);
  useEffect(() => { if (newest) location.replace(address(newest.number, newest.templates.length - 1)); }, [newest]);
  if (newest || !isLive)
    return html`<${Loading} />`;
  return html`<h1>Templates of ${name}</h1>
    <p class="empty">A template needs a request as its input. No request to this route is recorded.${" "}<a href=${`#/send/new/${method}/${path}`}>Send one</a>, and open its templates from the reply.</p>`;
}

function Unused() {
  const { records } = useRecords();
  const { answer } = useOverview();
  const routes = (answer?.routes ?? []).filter((route) => route.hasTemplates
    && !records.some((record) => record.route === `${route.method} ${route.path}` && record.templates.length > 0));
  return routes.length > 0 && html`<section class="card" aria-labelledby="unused"><h2 id="unused">Routes with templates and without a recorded request</h2>
    <ul class="plain">${routes.map((route) => html`<li key=${`${route.method} ${route.path}`}><${Method} value=${route.method} /> <code>${route.path}</code>${" "}
      <a href=${`#/send/new/${encodeURIComponent(route.method)}/${encodeURIComponent(route.path)}`} aria-label=${`Send a request to ${route.method} ${route.path}`}>Send a request</a></li>`)}</ul></section>`;
}

const address = (number, index) => `#/bench/${number}/${index}`;

function Drafts() {
  const drafts = useDrafts();
  return drafts.length > 0 && html`<section class="advice" aria-label="Changes that are not saved"><p>These templates have changes that are not saved:</p>
    <ul class="plain">${drafts.map((draft) => html`<li key=${draft.name}><a href=${address(draft.number, draft.index)}>${draft.name}</a>
      <button class="link" onClick=${() => dropDraft(draft.name)}>Forget the change</button></li>`)}</ul></section>`;
}

function Choice() {
  const { records } = useRecords();
  const mapped = records.filter((record) => record.templates.length > 0).slice(0, 100);
  if (mapped.length === 0)
    return html`<p class="empty">No recorded request has used a template. Functions need none. Send a request to a route that works without a function.</p>`;
  return html`<ul class="choices">${mapped.map((record) => html`<li key=${record.number}>
    <b>${record.httpMethod} ${record.path}</b> <span class="quiet">${record.status}, request ${record.number}</span>
    <span class="links">${record.templates.map((kind, index) => html`<a href=${address(record.number, index)}>${kind} template</a>`)}</span></li>`)}</ul>`;
}

function Bench({ number, index, line }) {
  const { answer, error } = useCall(`records/${number}`);
  const { answer: version, error: problem } = useCall(`records/${number}/version`, { template: index });
  if (!(answer ?? error) || !(version ?? problem))
    return html`<${Loading} />`;
  const template = answer?.templates[index];
  if (error || !template?.canRender)
    return html`<${Problem} text=${error ? sentence(error) : "The record does not keep the input of this template."} />`;
  return html`<${Editor} details=${answer} index=${index} template=${template} read=${version ?? {}} first=${line} />`;
}

// The text of the file is what counts. The record, or a draft, may have another one.
function Origin({ record, template, version, draft, source, write }) {
  if (!version.text)
    return html`<p class="warnings plain" role="status">The file does not contain this template any more, so you cannot save it.
      Send <a href=${`#/requests/${record.number}`}>request ${record.number}</a> again, and open the newer request.</p>`;
  if (draft && source !== version.text && draft.original !== version.text)
    return html`<p class="warnings plain" role="status">The file has changed since you began your change. <b>Undo all changes</b> loads the text of the file.</p>`;
  return !version.isSaved && version.text !== template.source && html`<p class="warnings plain" role="status">Request ${record.number} used an older version of this template. This is the text of the file.
    ${source === version.text && html` <button class="link" onClick=${() => write(template.source)}>Load the text that the request used</button>`}</p>`;
}

function Editor({ details: { record, templates }, index, template, read, first }) {
  const [version, setVersion] = useState(read);
  const original = version.text ?? template.source;
  const draft = useMemo(() => draftOf(template.name, original), []);
  const [source, setSource] = useState(draft?.source ?? original);
  const [run, setRun] = useState(null);
  const [others, setOthers] = useState([]);
  const [problem, setProblem] = useState("");
  const [line, setLine] = useState(first);
  useEffect(() => { if (first) select(first); }, [first]);
  useEffect(() => {
    let isCurrent = true;
    // Renders when the typing pauses.
    const timer = setTimeout(() => call(`records/${record.number}/render`, { template: index, source }).then(
      (answer) => { if (isCurrent) { setRun({ ...answer, of: source }); setProblem(""); } },
      (error) => isCurrent && setProblem(error.message)).then(() => isCurrent && readOthers()), 150);
    const readOthers = () => source === original ? setOthers([]) : call(`records/${record.number}/others`, { template: index, source, original }).then(
      (answer) => isCurrent && setOthers(answer), () => isCurrent && setOthers([]));
    return () => { isCurrent = false; clearTimeout(timer); };
  }, [source, original]);
  const write = (text, base = original) => {
    setSource(text);
    if (text === base)
      dropDraft(template.name);
    else
      keepDraft({ name: template.name, number: record.number, index, original: base, source: text });
  };
  const load = () => call(`records/${record.number}/version`, { template: index }).then(
    (now) => { setVersion(now); write(now.text ?? template.source, now.text ?? template.source); }, (error) => setProblem(error.message));
  const go = (chosen) => { setLine(chosen); if (chosen) select(chosen); };
  return html`<h1>${kindOf(template)} <small>${template.name}</small></h1>
    <p class="lead">The input is <a href=${`#/requests/${record.number}`}>request ${record.number}: ${record.httpMethod} ${record.path}</a>.
      ${templates.length > 1 && templates.map((other, place) => place !== index && html` <a href=${address(record.number, place)}>Show the ${kindOf(other).toLowerCase()} of this request</a>`)}</p>
    <${Origin} record=${record} template=${template} version=${version} draft=${draft} source=${source} write=${write} />
    <div class="sides bench">
      <section><h2>Template</h2>
        <div class="actions">
          <${Save} record=${record} index=${index} source=${source} original=${original} file=${version.file} others=${others}
            isRendered=${run?.of === source} hasError=${run?.of === source && run.error !== null} onSaved=${(text) => { setVersion({ ...version, text, isSaved: true }); dropDraft(template.name); }} onLoad=${load} />
          <button disabled=${source === original} onClick=${load}>Undo all changes</button>
          <button onClick=${() => copy(source)}>Copy the template</button>
        </div>
        <${Text} source=${source} setSource=${write} line=${line} error=${run?.error} />
      </section>
      <section><h2>Output</h2>
        ${run?.error && html`<p class="problem" role="alert"><button class="link" onClick=${() => go(run.error.line)}>Line ${run.error.line}, column ${run.error.column}</button>: ${sentence(run.error.message)}</p>`}
        <${Problem} text=${sentence(problem)} />
        ${run ? html`<${Output} run=${run} line=${line} setLine=${go} /><${Values} run=${run} setLine=${go} />` : html`<${Loading} />`}
      </section>
    </div>`;
}

// The area is as high as its lines, and the editor around it scrolls.
function select(line) {
  const area = document.getElementById("template-text");
  const editor = area.parentElement;
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  editor.scrollTop = (editor.querySelectorAll(".gutter span")[line - 1]?.offsetTop ?? 0) - editor.clientHeight / 2;
  editor.scrollIntoView({ block: "nearest" });
}

// Behind the text is the same text, one element for each line. So a number stands beside each line, also if the line is wrapped.
function Text({ source, setSource, line, error }) {
  return html`<div class="editor">
    <div class="gutter" aria-hidden="true">${source.split("\n").map((text, index) => html`<span key=${index}
      class=${index + 1 === error?.line ? "wrong" : index + 1 === line ? "current" : ""}>${text || " "}</span>`)}</div>
    <textarea id="template-text" aria-label="Template" spellcheck=${false} autocomplete="off"
      aria-invalid=${error ? "true" : null} value=${source} onInput=${(event) => setSource(event.target.value)}></textarea>
  </div>`;
}
