// The live list of requests with its filters, and one opened request beside it.
import { html, useEffect, useMemo, useState } from "./htm-preact.js";
import { call, Method, milliseconds, say, Status, time, tone, useRecords } from "./common.js";
import { noFilters, useMatching } from "./filters.js";
import { RecordView } from "./record.js";

const pageSize = 300;
const filterKey = "studio-filters";
function storedFilters() {
  try {
    return { ...noFilters, ...JSON.parse(sessionStorage.getItem(filterKey)) };
  } catch {
    // The stored text is not of this version.
    return noFilters;
  }
}

const distinct = (values) => [...new Set(values)].sort();

// This many equal requests in a row are one row.
const minRun = 10;
const likeness = (record) => [record.httpMethod, record.path, record.query, record.status, record.author, record.caller].join(" ");

// The rows of the list: a record, or a run of equal records that can be opened. The oldest record names the run, because newer ones come.
function rowsOf(records, openRuns, opened) {
  const rows = [];
  for (let start = 0, end; start < records.length; start = end) {
    const like = likeness(records[start]);
    for (end = start + 1; end < records.length && likeness(records[end]) === like; end++);
    const run = records.slice(start, end);
    const name = run.at(-1).number;
    const isRun = run.length >= minRun;
    const isOpen = !isRun || openRuns.has(name) || run.some((record, index) => index > 0 && record.number === opened);
    rows.push({ record: run[0] });
    if (isRun)
      rows.push({ run: name, count: run.length - 1, isOpen });
    if (isOpen)
      rows.push(...run.slice(1).map((record) => ({ record })));
  }
  return rows;
}

export function RequestsPage({ parts }) {
  const store = useRecords();
  const [filters, setFilters] = useState(storedFilters());
  const [shown, setShown] = useState(pageSize);
  const [openRuns, setOpenRuns] = useState(new Set());
  const opened = parts[0] ? Number(parts[0]) : null;
  useEffect(() => sessionStorage.setItem(filterKey, JSON.stringify(filters)), [filters]);
  const visible = useMatching(store.records, filters);
  const rows = useMemo(() => rowsOf(visible, openRuns, opened), [visible, openRuns, opened]);
  // An opened request may be far down in the list.
  const place = opened ? rows.findIndex((row) => row.record?.number === opened) : -1;
  const count = Math.max(shown, Math.ceil((place + 1) / pageSize) * pageSize);
  useEffect(() => {
    const row = document.querySelector(".rows tr.current");
    const { top, bottom } = row?.getBoundingClientRect() ?? {};
    if (row?.offsetParent && (top < 0 || bottom > innerHeight))
      row.scrollIntoView({ block: "center" });
  }, [opened, place >= 0]);
  const toggle = (run) => setOpenRuns((runs) => runs.has(run) ? new Set([...runs].filter((one) => one !== run)) : new Set([...runs, run]));
  return html`<div class=${opened ? "split opened" : "split"}>
    <section class="list" aria-labelledby="requests">
      <h1 id="requests">Requests</h1>
      <${Filters} filters=${filters} setFilters=${setFilters} records=${store.records} />
      <${Toolbar} store=${store} count=${visible.length} />
      <${List} rows=${rows.slice(0, count)} opened=${opened} hasAny=${store.records.length > 0} onToggle=${toggle} />
      ${rows.length > count && html`<button class="more" onClick=${() => setShown(count + pageSize)}>
        Show ${Math.min(pageSize, rows.length - count)} older requests</button>`}
    </section>
    ${opened && html`<${RecordView} number=${opened} key=${opened} />`}
  </div>`;
}

function Filters({ filters, setFilters, records }) {
  const set = (name) => (event) => setFilters({ ...filters, [name]: event.target.value });
  const routes = distinct(records.map((record) => record.route ?? "none"));
  const steps = distinct(records.map((record) => record.author));
  return html`<form class="filters" role="search" aria-label="Filter the requests" onSubmit=${(event) => event.preventDefault()}>
    <label class="wide">Text <input type="search" value=${filters.text} onInput=${set("text")} placeholder="path, reason, user, header, body; -word leaves out" /></label>
    <${Choice} label="Route" value=${filters.route} onChange=${set("route")} options=${routes} name=${(route) => route === "none" ? "no route of the API" : route} />
    <${Choice} label="Status" value=${filters.status} onChange=${set("status")} options=${["2", "3", "4", "5", ...distinct(records.map((record) => String(record.status)))]}
      name=${(status) => status.length === 1 ? `${status}xx` : status} />
    <${Choice} label="Answered by" value=${filters.step} onChange=${set("step")} options=${steps} />
    <button type="button" onClick=${() => setFilters(noFilters)} disabled=${JSON.stringify(filters) === JSON.stringify(noFilters)}>Reset</button>
  </form>`;
}

function Choice({ label, value, onChange, options, name = (option) => option }) {
  const all = value && !options.includes(value) ? [value, ...options] : options;
  return html`<label>${label} <select value=${value} onChange=${onChange}>
    <option value="">all</option>
    ${all.map((option) => html`<option key=${option} value=${option} selected=${option === value}>${name(option)}</option>`)}
  </select></label>`;
}

function Toolbar({ store, count }) {
  const clear = () => call("records/clear", {}).then(() => { store.clear(); say("The list is empty."); });
  return html`<div class="toolbar">
    <span>${count} of ${store.records.length} requests${store.unrecorded > 0 ? html`, <b>${store.unrecorded}</b> came too fast to be recorded` : ""}</span>
    <span class="buttons">
      <button aria-pressed=${store.isPaused} onClick=${() => store.pause(!store.isPaused)}>
        ${store.isPaused ? `Continue${store.waiting > 0 ? ` (${store.waiting} new)` : ""}` : "Pause"}</button>
      <button onClick=${clear} disabled=${store.records.length === 0}>Clear</button>
    </span>
  </div>`;
}

function List({ rows, opened, hasAny, onToggle }) {
  if (rows.length === 0) {
    return html`<p class="empty">${hasAny ? "No request matches the filters." : html`No request yet. Send one from the
      <a href="#/">start page</a> or with any client.`}</p>`;
  }

  return html`<div class="rows"><table>
    <thead><tr>
      <th scope="col">Time</th><th scope="col">Request</th><th scope="col">Status</th><th scope="col">Answered by</th>
      <th scope="col" class="number">Duration</th>
    </tr></thead>
    <tbody>${rows.map(({ record, run, count, isOpen }) => record
      ? html`<${Row} key=${record.number} record=${record} isOpen=${record.number === opened} />`
      : html`<tr key=${`run ${run}`} class="run"><td></td><td colspan="4"><button class="link" aria-expanded=${isOpen} onClick=${() => onToggle(run)}>
          ${isOpen ? "Hide the" : "Show"} ${count} older requests like this one</button></td></tr>`)}</tbody>
  </table></div>`;
}

// The whole row opens the request; the link is for the keyboard.
const cache = new Map();
function Row({ record, isOpen }) {
  const known = cache.get(record.number);
  if (known && known.isOpen === isOpen && known.record === record)
    return known.row;
  const address = `#/requests/${record.number}`;
  const row = html`<tr class=${isOpen ? "current" : ""} onClick=${() => { location.hash = address; }}>
    <td class="quiet nowrap">${time(record.start)}</td>
    <td class="request"><a href=${address} aria-current=${isOpen ? "true" : null}><${Method} value=${record.httpMethod} />
      <code>${record.path}${record.query ? html`<span class="quiet">?${record.query}</span>` : ""}</code></a>
      <div class="reason"><span class="narrow-only">${time(record.start)} · ${record.author} · </span>${record.caller ? html`<span class="caller">${record.caller}</span> ` : ""}${record.reason}</div></td>
    <td><${Status} value=${record.status} /></td>
    <td>${record.status >= 400 ? html`<b class=${`refused ${tone(record.status)}`}>${record.author}</b>` : record.author}</td>
    <td class="number nowrap">${milliseconds(record.duration)}</td>
  </tr>`;
  if (cache.size > 6000)
    cache.clear();
  cache.set(record.number, { isOpen, record, row });
  return row;
}
