// Saves a template in its file, and offers to change the same lines of other templates.
import { html, useState } from "./htm-preact.js";
import { call, count, Problem, say, sentence } from "./common.js";
import { draftOf } from "./drafts.js";

// original: the text that the file has now. others: the other templates with the lines that the change replaces.
export function Save({ record, index, source, original, file, others, isRendered, hasError, onSaved, onLoad }) {
  const [saved, setSaved] = useState(null);
  const [failed, setFailed] = useState(null);
  const save = () => call(`records/${record.number}/save`, { template: index, source, original }).then(
    (answer) => { setSaved({ ...answer, source, before: original }); setFailed(null); onSaved(source); say(`Saved in ${answer.file}.`); },
    (error) => { setSaved(null); setFailed({ source, message: error.message }); });
  const hasFailed = failed?.source === source;
  const load = () => { setFailed(null); onLoad(); };
  return html`<button class="primary" disabled=${!isRendered || hasError || hasFailed || !file || source === original} onClick=${save}>Save to ${file ?? "the file"}</button>
    ${hasError && source !== original && html`<p class="quiet">A template with an error cannot be saved.</p>`}
    ${hasFailed && html`<div class="problem" role="alert">${sentence(failed.message)} <button class="link" onClick=${load}>Load the text of the file</button></div>`}
    ${source !== original && others.length > 0 && html`<div class="advice"><${Same} others=${others} /><p>After you have saved, you can change ${others.length === 1 ? "it" : "them"} too.</p></div>`}
    ${saved?.source === source && html`<p class="note" role="status">Saved in <code>${saved.file}</code>. The next request uses it.</p>
      <${Generated} saved=${saved} />
      <${Others} key=${source} record=${record} index=${index} saved=${saved} />`}`;
}

// The generator writes the template again. So the change must also be made where the generator takes its lines from.
function Generated({ saved: { origin, sources } }) {
  return origin && html`<p class="warnings plain">The first line says that this template is generated from <code>${origin}</code>. The program that writes it may overwrite your change.
    ${sources.length > 0 && html` The old line is also in ${sources.map((file, place) => html`${place > 0 ? ", " : ""}<code>${file}</code>`)}. Change it there to keep the change.`}</p>`;
}

const templates = (number) => count(number, "other template");

function Same({ others }) {
  return html`<p>${templates(others.length)} ${others.length === 1 ? "contains" : "contain"} the old line:</p>
    <ul class="names" tabindex="0" aria-label="Other templates with the old line">${others.map((one) => html`<li key=${one.name}>${one.name}</li>`)}</ul>
    ${others[0].lines.map((line) => html`<p><code class="wrap">${line}</code></p>`)}`;
}

function Others({ record, index, saved: { others, source, before } }) {
  const [result, setResult] = useState(null);
  const [problem, setProblem] = useState("");
  if (others.length === 0)
    return null;
  const change = () => call(`records/${record.number}/save-others`, { template: index, source, original: before }).then(
    (answer) => {
      setResult(answer);
      // A draft that has the same change is not open any more.
      answer.changed.forEach((one) => draftOf(one.name, one.text));
      say(`${templates(answer.changed.length)} changed.`);
    }, (error) => setProblem(error.message));
  return result ? html`
      ${result.changed.length > 0 && html`<p class="note">Also changed: ${result.changed.map((one) => one.name).join(", ")}.</p>`}
      ${result.problems.map((text) => html`<${Problem} text=${sentence(text)} />`)}`
    : html`<div class="advice"><${Same} others=${others} />
        <button onClick=${change}>Change ${others.length === 1 ? "it" : "them"} too</button><${Problem} text=${sentence(problem)} /></div>`;
}
