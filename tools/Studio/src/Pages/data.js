// The tables of the local DynamoDB: read by key or all, page by page, and open an item.
import { html, useEffect, useRef, useState } from "./htm-preact.js";
import { bytes, call, count, Loading, milliseconds, Problem, say, units, useCall } from "./common.js";
import { ItemView } from "./item.js";
import { brief, columnsOf, middle } from "./values.js";

export function DataPage({ parts }) {
  const { answer, error } = useCall("data/tables");
  if (!answer)
    return error ? html`<h1>Data</h1><${Problem} text=${error} />` : html`<${Loading} />`;
  const name = decodeURIComponent(parts[0] ?? "");
  const table = answer.find((one) => one.name === name) ?? answer[0];
  if (!table)
    return html`<h1>Data</h1><p class="empty">The database has no table.</p>`;
  return html`<h1>Data <small>the tables of the local DynamoDB</small></h1>
    <div class="tables">
      <nav aria-label="Tables">${answer.map((one) => html`<a key=${one.name} href=${`#/data/${encodeURIComponent(one.name)}`}
        aria-current=${one === table ? "page" : null}>${one.name}
        <small>${count(one.items, "item")}, ${bytes(one.size)}${one.isOfTemplate ? "" : ", not of this template"}</small></a>`)}</nav>
      <${TableView} key=${table.name} table=${table} />
    </div>`;
}

const projections = { ALL: "all attributes", KEYS_ONLY: "only the keys", INCLUDE: "the keys and some attributes" };

const keyText = (keys) => keys.map((key) => `${key.name} (${key.type})`).join(", ");

function TableView({ table }) {
  const [asked, setAsked] = useState({ table: table.name, limit: 25 });
  const [result, setResult] = useState(null);
  const [problem, setProblem] = useState("");
  const [opened, setOpened] = useState(null);
  const [note, setNote] = useState("");
  const read = (request) => {
    setProblem("");
    setAsked(request);
    return call("data/read", request).then(
      setResult,
      (error) => { setResult(null); setProblem(error.message); });
  };
  useEffect(() => { read(asked); }, []);
  const changed = (text) => { setOpened(null); setNote(text); say(text); read(asked); };
  return html`<div>
    <section class="card" aria-labelledby="table"><h2 id="table">${table.name}</h2>
      <dl><dt>Key</dt><dd><code>${keyText(table.keys)}</code></dd>
        ${table.indexes.map((index) => html`<dt>Index</dt><dd><code>${index.name}</code>: <code>${keyText(index.keys)}</code>, ${index.kind} index, ${projections[index.projection] ?? index.projection}</dd>`)}</dl>
      <${Search} table=${table} onRead=${(request) => { setNote(""); setOpened(null); read(request); }} /></section>
    <${Problem} text=${problem} />
    ${note && html`<p class="note">${note}</p>`}
    ${opened && html`<${ItemView} key=${opened.typed} table=${table} shown=${opened} onClose=${() => setOpened(null)} onChanged=${changed} />`}
    ${result && html`<${Results} table=${table} result=${result} asked=${asked} opened=${opened} onRead=${read} onOpen=${(item) => { setNote(""); setOpened(item); }} />`}
  </div>`;
}

// The value of a key in DynamoDB JSON.
const typed = (key, text) => ({ [key.type]: text });

function Search({ table, onRead }) {
  const [index, setIndex] = useState("");
  const [how, setHow] = useState("is");
  const [partition, setPartition] = useState("");
  const [sort, setSort] = useState("");
  const [limit, setLimit] = useState(25);
  const keys = table.indexes.find((one) => one.name === index)?.keys ?? table.keys;
  const sortKey = keys.find((key) => !key.isPartition);
  // A part of a number or of binary data has no meaning.
  const isPart = how !== "is" && keys[0].type === "S";
  const isQuery = partition !== "" && !isPart;
  const submit = (event) => {
    event.preventDefault();
    onRead({
      table: table.name,
      index: index || null,
      partition: isQuery ? { name: keys[0].name, value: typed(keys[0], partition) } : null,
      sort: !isQuery || sort === "" || !sortKey ? null : { name: sortKey.name, value: typed(sortKey, sort), beginsWith: sortKey.type !== "N" },
      filter: partition !== "" && isPart ? { name: keys[0].name, value: typed(keys[0], partition), beginsWith: how === "begins with" } : null,
      limit: partition !== "" && isPart ? filteredItems : Number(limit),
    });
  };
  return html`<form class="line" onSubmit=${submit}>
    ${table.indexes.length > 0 && html`<label>Read from <select value=${index} onChange=${(event) => setIndex(event.target.value)}>
      <option value="">the table</option>${table.indexes.map((one) => html`<option value=${one.name}>index ${one.name}</option>`)}</select></label>`}
    ${keys[0].type === "S" && html`<label>Search <select value=${how} onChange=${(event) => setHow(event.target.value)}>
      ${["is", "begins with", "contains"].map((name) => html`<option key=${name} value=${name}>${name}</option>`)}</select></label>`}
    <label class="wide">Partition key ${keys[0].name} <input value=${partition} placeholder="empty: all items" onInput=${(event) => setPartition(event.target.value)} autocomplete="off" spellcheck=${false} /></label>
    ${sortKey && html`<label class="wide">Sort key ${sortKey.name} ${sortKey.type === "N" ? "is" : "begins with"} <input value=${sort} disabled=${!isQuery}
      onInput=${(event) => setSort(event.target.value)} autocomplete="off" spellcheck=${false} /></label>`}
    <label>Items in a page <select value=${limit} onChange=${(event) => setLimit(event.target.value)}>${[25, 100, 500].map((count) => html`<option value=${count}>${count}</option>`)}</select></label>
    <button class="primary">${isQuery ? "Query" : "Scan"}</button>
    ${isPart && html`<p class="quiet">DynamoDB has no query for a part of a partition key. So this is a Scan with a filter: it reads all items, and costs as much, and shows those that fit.</p>`}
  </form>`;
}

// The items that one page of a filtered scan reads. Only those that fit are shown.
const filteredItems = 1000;

// A new item has at least its key.
function newItem(keys) {
  const text = (value) => JSON.stringify(Object.fromEntries(keys.map((key) => [key.name, value(key)])), null, 2);
  return { item: null, typed: text((key) => ({ [key.type]: key.type === "N" ? "0" : "" })), plain: text((key) => key.type === "N" ? 0 : ""), size: 0 };
}

function nothing(asked, result) {
  if (result.next)
    return "No item fits in this page. The next page has further items.";
  if (asked.sort)
    return "No item has this partition key and such a sort key. Leave the sort key empty to see all items with the partition key.";
  return asked.partition && asked.partition.value.S !== undefined
    ? "No item has exactly this partition key. Choose “begins with” or “contains” to search for a part of it."
    : "No items.";
}

function Results({ table, result, asked, opened, onRead, onOpen }) {
  const keys = table.keys.map((key) => key.name);
  const first = useRef(null);
  if (!asked.start || first.current === null)
    first.current = columnsOf(keys, result.items);
  const { shown: columns, hidden } = first.current;
  // An index may lack attributes of the item, and an item of an index cannot be changed as it is.
  const open = (one) => asked.index
    ? call("data/read", { table: table.name, partition: { name: keys[0], value: one.item[keys[0]] }, sort: keys[1] ? { name: keys[1], value: one.item[keys[1]], beginsWith: false } : null, limit: 1 })
      .then((answer) => onOpen(answer.items[0] ?? one))
    : onOpen(one);
  return html`<section aria-label="Items">
    <div class="toolbar"><span role="status">${result.items.length === 0 ? `Nothing found${asked.filter ? ` in ${count(result.scanned, "item")}` : ""}.`
      : `${result.action}: ${count(result.items.length, "item")}${result.scanned > result.items.length ? ` of ${result.scanned} that DynamoDB has read` : ""},`}
      ${" "}${milliseconds(result.latency)}, ${units(result.readUnits, "read")}.
      ${hidden > 0 ? ` ${count(hidden, "attribute")} more: open an item to see all.` : ""}</span>
      <span class="buttons"><button onClick=${() => onOpen(newItem(table.keys))}>New item</button>
        ${asked.start && html`<button onClick=${() => onRead({ ...asked, start: null })}>First page</button>`}
        ${result.next && html`<button onClick=${() => onRead({ ...asked, start: result.next })}>Next page</button>`}</span></div>
    ${result.items.length === 0 ? html`<p class="empty">${nothing(asked, result)}</p>` : html`<div class="rows items"><table>
      <thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}<th scope="col" class="number">Size</th></tr></thead>
      <tbody>${result.items.map((one) => html`<tr key=${one.typed} class=${one === opened ? "current" : ""} onClick=${() => open(one)}>
        ${columns.map((name, index) => html`<td title=${brief(one.item[name])}>${index === 0
          ? html`<button class="link" aria-label=${brief(one.item[name])} onClick=${(event) => { event.stopPropagation(); open(one); }}>${middle(brief(one.item[name]))}</button>`
          : middle(brief(one.item[name]))}</td>`)}
        <td class="number">${bytes(one.size)}</td></tr>`)}</tbody>
    </table></div>`}</section>`;
}
