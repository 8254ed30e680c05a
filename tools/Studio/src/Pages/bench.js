// The page Templates: a template, a recorded request as its input, and the output at once.
import { html, useEffect, useMemo, useState } from "./htm-preact.js";
import { call, copy, Loading, Problem, sentence, useCall, useRecords } from "./common.js";
import { draftOf, dropDraft, keepDraft, useDrafts } from "./drafts.js";
import { Save } from "./save.js";
import { kindOf, Output, Values } from "./template.js";

export function BenchPage({ parts }) {
  const [number, index, line] = parts;
  return number
    ? html`<${Bench} number=${number} index=${Number(index ?? 0)} line=${Number(line ?? 0)} key=${`${number}/${index}`} />`
    : html`<h1>Templates</h1><p class="lead">A request template makes the request to the backend. A response template makes the reply to the client.
        Choose a recorded request. It is the input of the template, so you see the output of each change.</p><${Drafts} /><${Choice} />`;
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
  if (!answer)
    return error ? html`<${Problem} text=${sentence(error)} />` : html`<${Loading} />`;
  const template = answer.templates[index];
  if (!template?.canRender)
    return html`<${Problem} text="The record does not keep the input of this template." />`;
  return html`<${Editor} details=${answer} index=${index} template=${template} first=${line} />`;
}

// The record keeps the template that it used. The file may have a newer one.
function Newer({ record, index }) {
  const { answer } = useCall(`records/${record.number}/version`, { template: index });
  const { records } = useRecords();
  if (!answer?.isOld)
    return null;
  const newer = records.find((one) => one.route === record.route && one.number > record.number && one.templates.length > index);
  return html`<p class="warnings plain" role="status">The file has a newer version of this template. ${newer
    ? html`Open a newer request: <a href=${address(newer.number, index)}>request ${newer.number}</a>.`
    : html`Send <a href=${`#/requests/${record.number}`}>request ${record.number}</a> again, and open the newer request.`}</p>`;
}

function Editor({ details: { record, templates }, index, template, first }) {
  const draft = useMemo(() => draftOf(template.name, template.source), []);
  const [original, setOriginal] = useState(draft?.original ?? template.source);
  const [source, setSource] = useState(draft?.source ?? template.source);
  const [run, setRun] = useState(null);
  const [problem, setProblem] = useState("");
  const [line, setLine] = useState(first);
  useEffect(() => { if (first) select(first); }, [first]);
  useEffect(() => {
    let isCurrent = true;
    // Renders when the typing pauses.
    const timer = setTimeout(() => call(`records/${record.number}/render`, { template: index, source }).then(
      (answer) => { if (isCurrent) { setRun({ ...answer, of: source }); setProblem(""); } },
      (error) => isCurrent && setProblem(error.message)), 150);
    return () => { isCurrent = false; clearTimeout(timer); };
  }, [source]);
  const write = (text) => {
    setSource(text);
    if (text === original)
      dropDraft(template.name);
    else
      keepDraft({ name: template.name, number: record.number, index, recorded: template.source, original, source: text });
  };
  const go = (chosen) => { setLine(chosen); if (chosen) select(chosen); };
  return html`<h1>${kindOf(template)} <small>${template.name}</small></h1>
    <p class="lead">The input is <a href=${`#/requests/${record.number}`}>request ${record.number}: ${record.httpMethod} ${record.path}</a>.
      ${templates.length > 1 && templates.map((other, place) => place !== index && html` <a href=${address(record.number, place)}>Show its ${kindOf(other).toLowerCase()}</a>`)}</p>
    <${Newer} record=${record} index=${index} />
    <div class="sides bench">
      <section><h2>Template</h2>
        <div class="actions">
          <${Save} record=${record} index=${index} source=${source} original=${original} hasError=${run?.of !== source || run.error !== null}
            onSaved=${(text) => { setOriginal(text); dropDraft(template.name); }} />
          <button disabled=${source === original} onClick=${() => write(original)}>Undo all changes</button>
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

// The area has all lines, and the editor around it scrolls.
function select(line) {
  const area = document.getElementById("template-text");
  const editor = area.parentElement;
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollLeft = 0;
  editor.scrollTop = area.scrollHeight / (lines.length + 1) * (line - 0.5) - editor.clientHeight / 2;
  editor.scrollIntoView({ block: "nearest" });
}

function Text({ source, setSource, line, error }) {
  const count = source.split("\n").length;
  return html`<div class="editor">
    <div class="gutter" aria-hidden="true">${Array.from({ length: count }, (_, index) => html`<span key=${index}
      class=${index + 1 === error?.line ? "wrong" : index + 1 === line ? "current" : ""}>${index + 1}</span>`)}</div>
    <textarea id="template-text" aria-label="Template" spellcheck=${false} autocomplete="off" rows=${count + 1} wrap="off"
      aria-invalid=${error ? "true" : null} value=${source} onInput=${(event) => setSource(event.target.value)}></textarea>
  </div>`;
}
