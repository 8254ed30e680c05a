// Saves a template of the bench in its file.
import { html, useState } from "./htm-preact.js";
import { call, Problem, say, sentence } from "./common.js";

export function Save({ record, index, source, original }) {
  const [saved, setSaved] = useState(null);
  const [problem, setProblem] = useState("");
  const save = () => call(`records/${record.number}/save`, { template: index, source }).then(
    (answer) => { setSaved({ ...answer, source }); setProblem(""); say(`Saved in ${answer.file}.`); },
    (error) => { setSaved(null); setProblem(error.message); });
  return html`<div class="actions"><button class="primary" disabled=${source === original || saved?.source === source} onClick=${save}>Save in its file</button>
    ${saved?.source === source && html`<span class="good">Saved in <code>${saved.file}</code>.${saved.isGenerated ? " A generator made this template. It may write it again." : ""}</span>`}</div>
    <${Problem} text=${sentence(problem)} />`;
}
