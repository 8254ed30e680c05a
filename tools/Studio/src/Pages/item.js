// One item, to change or to delete. The studio changes it only if it is still as this page has read it.
import { html, useEffect, useRef, useState } from "./htm-preact.js";
import { bytes, call, Problem, units } from "./common.js";
import { brief, middle } from "./values.js";

// The attributes that have changed, with their values before and after.
function changes(before, after) {
  if (before === null)
    return "";
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const value = (item, name) => item[name] === undefined ? "none" : middle(brief(item[name]));
  return names.length === 0 ? ". Nothing has changed" : `. ${names.slice(0, 5).map((name) => `${name}: ${value(before, name)} → ${value(after, name)}`).join(", ")}${names.length > 5 ? ", …" : ""}`;
}

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
    `${what}. Cost: ${units(answer.writeUnits, "write")}${answer.readUnits ? `, and ${units(answer.readUnits, "read")} to check that nobody had changed the item` : ""}.`);
  const save = (event) => {
    event.preventDefault();
    call("data/put", { table: table.name, item: written(isPlain) }).then(
      (answer) => told(`The item is saved, ${bytes(answer.item.size)}${changes(shown.item, answer.item.item)}`, answer), (error) => setProblem(error.message));
  };
  const remove = () => {
    dialog.current.close();
    call("data/delete", { table: table.name, before: shown.item }).then((answer) => told("The item is deleted", answer), (error) => setProblem(error.message));
  };
  return html`<form class="card composer" aria-label=${isNew ? "New item" : "Item"} onSubmit=${save}>
    <div class="toolbar"><fieldset><legend>Format</legend>
        <label class="check"><input type="radio" name="form" checked=${isPlain} onChange=${() => change(true)} /> Plain JSON</label>
        <label class="check"><input type="radio" name="form" checked=${!isPlain} onChange=${() => change(false)} /> DynamoDB JSON</label></fieldset>
      <span>${isNew ? "a new item" : `${bytes(size)}, as DynamoDB counts`}</span></div>
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
