// The template bench: a template, a recorded request as its input, and the output at once.
import { html, useEffect, useState } from "./htm-preact.js";
import { call, copy, Loading, Problem, sentence, useCall, useRecords } from "./common.js";
import { Save } from "./save.js";
import { Output, Values } from "./template.js";

export function BenchPage({ parts }) {
  const [number, index] = parts;
  return number
    ? html`<${Bench} number=${number} index=${Number(index ?? 0)} key=${`${number}/${index}`} />`
    : html`<h1>Mapping templates</h1><p class="lead">Choose a request that was mapped by a template. Its recorded input is the input of the template.</p><${Choice} />`;
}

function Choice() {
  const { records } = useRecords();
  const mapped = records.filter((record) => record.templates > 0).slice(0, 100);
  if (mapped.length === 0)
    return html`<p class="empty">No recorded request was mapped by a template.</p>`;
  return html`<ul class="choices">${mapped.map((record) => html`<li key=${record.number}>
    <a href=${`#/bench/${record.number}/${record.templates - 1}`}>${record.httpMethod} ${record.path}</a> <span class="quiet">${record.status}, request ${record.number}</span></li>`)}</ul>`;
}

function Bench({ number, index }) {
  const { answer, error } = useCall(`records/${number}`);
  if (!answer)
    return error ? html`<${Problem} text=${sentence(error)} />` : html`<${Loading} />`;
  const template = answer.templates[index];
  if (!template?.canRender)
    return html`<${Problem} text="The record does not keep the input of this template." />`;
  return html`<${Editor} details=${answer} index=${index} template=${template} />`;
}

function Editor({ details: { record, templates }, index, template }) {
  const [source, setSource] = useState(template.source);
  const [run, setRun] = useState(null);
  const [problem, setProblem] = useState("");
  const [line, setLine] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    // Renders when the typing pauses.
    const timer = setTimeout(() => call(`records/${record.number}/render`, { template: index, source }).then(
      (answer) => { if (isCurrent) { setRun(answer); setProblem(""); } },
      (error) => isCurrent && setProblem(error.message)), 150);
    return () => { isCurrent = false; clearTimeout(timer); };
  }, [source]);
  const go = (chosen) => { setLine(chosen); if (chosen) select(chosen); };
  return html`<h1>Mapping template <small>${template.name}</small></h1>
    <p class="lead">The input is <a href=${`#/requests/${record.number}`}>request ${record.number}: ${record.httpMethod} ${record.path}</a>.
      ${templates.length > 1 && templates.map((other, place) => place !== index && html` <a href=${`#/bench/${record.number}/${place}`}>Show its ${other.isRequest ? "request" : "response"} template</a>`)}</p>
    <div class="sides bench">
      <section><h2>Template</h2><${Text} source=${source} setSource=${setSource} line=${line} error=${run?.error} />
        <div class="actions">
          <button disabled=${source === template.source} onClick=${() => setSource(template.source)}>Undo all changes</button>
          <button onClick=${() => copy(source)}>Copy the template</button>
        </div>
        <${Save} record=${record} index=${index} source=${source} original=${template.source} />
      </section>
      <section><h2>Output</h2>
        ${run?.error && html`<p class="problem" role="alert"><button class="link" onClick=${() => go(run.error.line)}>Line ${run.error.line}, column ${run.error.column}</button>: ${sentence(run.error.message)}</p>`}
        <${Problem} text=${sentence(problem)} />
        ${run ? html`<${Output} run=${run} line=${line} setLine=${go} /><${Values} run=${run} setLine=${go} />` : html`<${Loading} />`}
      </section>
    </div>`;
}

function select(line) {
  const area = document.getElementById("template-text");
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
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
