// One item, to change or to delete. The studio changes it only if it is still as this page has read it.
import { html, useEffect, useRef, useState } from "./htm-preact.js";
import { bytes, call, Problem, units } from "./common.js";

const formKey = "studio-item-form";

export function ItemView({ table, shown, onClose, onChanged }) {
  const isNew = shown.item === null;
  const [isPlain, setPlain] = useState(localStorage.getItem(formKey) !== "typed");
  const [text, setText] = useState(isPlain ? shown.plain : shown.typed);
  const [size, setSize] = useState(shown.size);
  const [problem, setProblem] = useState("");
  const dialog = useRef(null);
  const area = useRef(null);
  useEffect(() => {
    area.current.focus();
    area.current.setSelectionRange(0, 0);
    area.current.scrollTop = 0;
  }, []);
  const written = (plain) => ({ text, isPlain: plain, before: shown.item });
  const change = async (toPlain) => {
    try {
      const answer = await call("data/convert", written(isPlain));
      setText(toPlain ? answer.plain : answer.typed);
      setSize(answer.size);
      setPlain(toPlain);
      setProblem("");
      localStorage.setItem(formKey, toPlain ? "plain" : "typed");
    } catch (error) {
      setProblem(error.message);
    }
  };
  const told = (what, answer) => onChanged(
    `${what}: ${units(answer.writeUnits, "write")}${answer.readUnits ? ` and ${units(answer.readUnits, "read")} for the check before` : ""}.`);
  const save = (event) => {
    event.preventDefault();
    call("data/put", { table: table.name, item: written(isPlain) }).then(
      (answer) => told(`The item is saved with ${bytes(answer.item.size)}`, answer), (error) => setProblem(error.message));
  };
  const remove = () => {
    dialog.current.close();
    call("data/delete", { table: table.name, before: shown.item }).then((answer) => told("The item is deleted", answer), (error) => setProblem(error.message));
  };
  return html`<form class="card composer" aria-label=${isNew ? "New item" : "Item"} onSubmit=${save}>
    <div class="toolbar"><fieldset><legend>Form</legend>
        <label class="check"><input type="radio" name="form" checked=${isPlain} onChange=${() => change(true)} /> Plain JSON</label>
        <label class="check"><input type="radio" name="form" checked=${!isPlain} onChange=${() => change(false)} /> DynamoDB JSON</label></fieldset>
      <span>${isNew ? "a new item" : `${bytes(size)} by DynamoDB's rules`}</span></div>
    <label>Item <textarea ref=${area} rows="14" value=${text} onInput=${(event) => setText(event.target.value)} spellcheck=${false}></textarea></label>
    ${isPlain && !isNew && html`<p class="quiet">A value keeps its type: a set stays a set, binary data stays binary data.</p>`}
    <${Problem} text=${problem} />
    <div class="buttons"><button class="primary">Save</button>
      ${!isNew && html`<button type="button" onClick=${() => dialog.current.showModal()}>Delete …</button>`}
      <button type="button" onClick=${onClose}>Close</button></div>
    <dialog ref=${dialog} aria-labelledby="question"><p id="question">Delete this item of <b>${table.name}</b>?</p>
      <p><code>${shown.item && table.keys.map((key) => `${key.name}: ${Object.values(shown.item[key.name])[0]}`).join(", ")}</code></p>
      <div class="buttons"><button type="button" class="primary" onClick=${remove}>Delete</button>
        <button type="button" autofocus onClick=${() => dialog.current.close()}>Keep it</button></div></dialog>
  </form>`;
}
