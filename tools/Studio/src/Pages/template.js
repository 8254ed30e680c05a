// A mapping template: the source beside its output. A part of the output and the line that made it point at each other.
import { html, useState } from "./htm-preact.js";
import { Loading, Problem, sentence, useCall } from "./common.js";
import { Reads } from "./advice.js";
import { Body } from "./record.js";

export const kindOf = (template) => template.isRequest ? "Request template" : "Response template";

export function TemplateView({ number, index, template }) {
  return html`<details open><summary>${kindOf(template)} <span class="quiet">${template.name}</span></summary>
    ${template.error && html`<${Problem} text=${`Line ${template.error.line}, column ${template.error.column}: ${template.error.message}`} />`}
    ${template.canRender
      ? html`<${Rendering} number=${number} index=${index} source=${template.source} />
          <a class="button" href=${`#/bench/${number}/${index}`}>Edit this template</a>`
      : html`<p class="quiet">The input was cut, so the template cannot be rendered again.</p><${Body} body=${template.output} label="Output" />`}
  </details>`;
}

function Rendering({ number, index, source }) {
  const { answer, error } = useCall(`records/${number}/render`, { template: index });
  const [line, setLine] = useState(0);
  if (!answer)
    return error ? html`<${Problem} text=${sentence(error)} />` : html`<${Loading} />`;
  return html`<div class="sides rendering">
      <section><h4>Template</h4><${Source} text=${source} run=${answer} line=${line} setLine=${setLine} /></section>
      <section><h4>Output</h4><${Output} run=${answer} line=${line} setLine=${setLine} /></section>
    </div><${Values} run=${answer} setLine=${setLine} />`;
}

// A line in a loop is looked at more than once.
function Decisions({ branches }) {
  const taken = branches.filter((branch) => branch.isTaken).length;
  const words = branches.length === 1 ? (taken ? "taken" : "not taken") : `taken ${taken} of ${branches.length} times`;
  return html`<span class=${taken > 0 ? "branch taken" : "branch"}>${words}${branches.length === 1 && branches[0].values.length > 0 && html`: <${Reads} values=${branches[0].values} />`}</span>`;
}

function Source({ text, run, line, setLine }) {
  const used = new Set([...run.output.map((part) => part.line), ...run.values.map((value) => value.line)]);
  return html`<ol class="source" aria-label="Template, by lines">${text.split(/\r\n|\r|\n/).map((content, index) => {
    const own = index + 1;
    const branches = run.branches.filter((branch) => branch.line === own);
    const name = `${own === line ? "current " : ""}${used.has(own) ? "used " : ""}${run.error?.line === own ? "wrong" : ""}`;
    return html`<li key=${own} class=${name} onClick=${() => setLine(own === line ? 0 : own)}><code>${content || " "}</code>${branches.length > 0 && html`<${Decisions} branches=${branches} />`}</li>`;
  })}</ol>`;
}

export function Output({ run, line, setLine }) {
  if (run.output.length === 0)
    return html`<p class="quiet" aria-label="Output">${run.error ? "Nothing was written before the error." : "The output is empty."}</p>`;
  return html`<pre class="output" tabindex="0" aria-label="Output">${run.output.map((part, index) => part.line === 0 ? part.text : html`
    <span key=${index} class=${`${part.isValue ? "value " : ""}${part.line === line ? "current" : ""}`} title=${`line ${part.line}`}
      onClick=${() => setLine(part.line === line ? 0 : part.line)}>${part.text}</span>`)}</pre>`;
}

export function Values({ run, setLine }) {
  const overrides = [
    ...run.status ? [["status of the reply", run.status]] : [],
    ...run.replyHeaders.map((header) => [`header of the reply: ${header.name}`, header.value]),
    ...run.requestParameters.map((parameter) => [`parameter of the integration: ${parameter.name}`, parameter.value]),
  ];
  return html`
    ${run.values.length > 0 && html`<h4>Variables</h4><div class="scroll"><table class="values">
      <thead><tr><th scope="col">Line</th><th scope="col">Variable</th><th scope="col">Value</th></tr></thead>
      <tbody>${run.values.map((value, index) => html`<tr key=${index}>
        <td><button class="link" onClick=${() => setLine(value.line)}>${value.line}</button></td>
        <td><code>${value.name}</code></td><td><code class="wrap">${value.value === "" ? html`<i class="quiet">empty text</i>` : value.value}</code></td></tr>`)}</tbody>
    </table></div>`}
    ${overrides.length > 0 && html`<h4>Overrides</h4><dl class="headers">${overrides.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`}
    ${run.unknown.length > 0 && html`<ul class="warnings" aria-label="Unknown references">${run.unknown.map((unknown, index) => html`<li key=${index}>
      <button class="link" onClick=${() => setLine(unknown.line)}>Line ${unknown.line}</button>: <code>${unknown.name}</code> does not exist in this request, so it is empty.
      ${unknown.members.length > 0 && html` <code>${unknown.owner}</code> has ${unknown.members.join(", ")}.`}</li>`)}</ul>`}
    ${run.warnings.length > 0 && html`<ul class="warnings">${run.warnings.map((text) => html`<li>${text}</li>`)}</ul>`}`;
}
