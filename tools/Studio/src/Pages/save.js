// Saves a template in its file, and offers to change the same lines of other templates.
import { html, useState } from "./htm-preact.js";
import { call, Problem, say, sentence } from "./common.js";

// original: the text that the file has now.
export function Save({ record, index, source, original, hasError, onSaved }) {
  const [saved, setSaved] = useState(null);
  const [problem, setProblem] = useState("");
  const save = () => call(`records/${record.number}/save`, { template: index, source, original }).then(
    (answer) => { setSaved({ ...answer, source, before: original }); setProblem(""); onSaved(source); say(`Saved in ${answer.file}.`); },
    (error) => { setSaved(null); setProblem(error.message); });
  const isSaved = saved?.source === source;
  return html`<button class="primary" disabled=${hasError || source === original} onClick=${save}>Save to ${file}</button>
    ${hasError && source !== original && html`<p class="quiet">A template with an error cannot be saved.</p>`}
    ${isSaved && html`<p class="note" role="status">Saved in <code>${saved.file}</code>. The next request uses it.${saved.isGenerated ? " A generator made this template. It may overwrite your change." : ""}</p>
      <${Others} key=${source} record=${record} index=${index} saved=${saved} />`}
    <${Problem} text=${sentence(problem)} />`;
}

const templates = (count) => count === 1 ? "1 other template" : `${count} other templates`;

function Others({ record, index, saved: { others, source, before } }) {
  const [result, setResult] = useState(null);
  const [problem, setProblem] = useState("");
  if (others.length === 0)
    return null;
  const change = () => call(`records/${record.number}/save-others`, { template: index, source, original: before }).then(
    (answer) => { setResult(answer); say(`${templates(answer.changed.length)} changed.`); }, (error) => setProblem(error.message));
  return result ? html`
      ${result.changed.length > 0 && html`<p class="note">Also changed: ${result.changed.join(", ")}.</p>`}
      ${result.problems.map((text) => html`<${Problem} text=${sentence(text)} />`)}`
    : html`<div class="advice"><p>${templates(others.length)} ${others.length === 1 ? "contains" : "contain"} the old line: ${others.slice(0, 6).map((one) => one.name).join(", ")}${others.length > 6 ? ", …" : ""}.</p>
        ${others[0].lines.map((line) => html`<p><code class="wrap">${line}</code></p>`)}
        <button onClick=${change}>Change ${others.length === 1 ? "it" : "them"} too</button><${Problem} text=${sentence(problem)} /></div>`;
}
