// The live list of requests with its filters, and one opened request beside it.
import { html, useEffect, useMemo, useState } from "./htm-preact.js";
import { call, Method, milliseconds, say, Status, time, tone, useRecords } from "./common.js";
import { RecordView } from "./record.js";

const pageSize = 300;
const filterKey = "studio-filters";
const noFilters = { text: "", route: "", status: "", step: "" };

function storedFilters() {
  try {
    return { ...noFilters, ...JSON.parse(sessionStorage.getItem(filterKey)) };
  } catch {
    // The stored text is not of this version.
    return noFilters;
  }
}

function matches(record, filters) {
  if (filters.route && (record.route ?? "none") !== filters.route)
    return false;
  if (filters.status && String(record.status)[0] !== filters.status)
    return false;
  if (filters.step && record.answeredBy !== filters.step)
    return false;
  if (!filters.text)
    return true;
  const text = `${record.httpMethod} ${record.path} ${record.query} ${record.status} ${record.caller ?? ""} ${record.reason} ${record.requestId}`;
  return text.toLowerCase().includes(filters.text.toLowerCase());
}

const distinct = (values) => [...new Set(values)].sort();

export function RequestsPage({ parts }) {
  const store = useRecords();
  const [filters, setFilters] = useState(storedFilters());
  const [shown, setShown] = useState(pageSize);
  const opened = parts[0] ? Number(parts[0]) : null;
  useEffect(() => sessionStorage.setItem(filterKey, JSON.stringify(filters)), [filters]);
  const visible = useMemo(() => store.records.filter((record) => matches(record, filters)), [store.records, filters]);
  return html`<div class=${opened ? "split opened" : "split"}>
    <section class="list" aria-labelledby="requests">
      <h1 id="requests">Requests</h1>
      <${Filters} filters=${filters} setFilters=${setFilters} records=${store.records} />
      <${Toolbar} store=${store} count=${visible.length} />
      <${List} records=${visible.slice(0, shown)} opened=${opened} hasAny=${store.records.length > 0} />
      ${visible.length > shown && html`<button class="more" onClick=${() => setShown(shown + pageSize)}>
        Show ${Math.min(pageSize, visible.length - shown)} older requests</button>`}
    </section>
    ${opened && html`<${RecordView} number=${opened} key=${opened} />`}
  </div>`;
}

function Filters({ filters, setFilters, records }) {
  const set = (name) => (event) => setFilters({ ...filters, [name]: event.target.value });
  const routes = distinct(records.map((record) => record.route ?? "none"));
  const steps = distinct(records.map((record) => record.answeredBy));
  return html`<form class="filters" role="search" aria-label="Filter the requests" onSubmit=${(event) => event.preventDefault()}>
    <label class="wide">Text <input type="search" value=${filters.text} onInput=${set("text")} placeholder="path, reason, user, id" /></label>
    <${Choice} label="Route" value=${filters.route} onChange=${set("route")} options=${routes} name=${(route) => route === "none" ? "no route of the API" : route} />
    <${Choice} label="Status" value=${filters.status} onChange=${set("status")} options=${["2", "3", "4", "5"]} name=${(digit) => `${digit}xx`} />
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

function List({ records, opened, hasAny }) {
  if (records.length === 0) {
    return html`<p class="empty">${hasAny ? "No request matches the filters." : html`No request yet. Send one from the
      <a href="#/">start page</a> or with any client.`}</p>`;
  }

  return html`<div class="rows"><table>
    <thead><tr>
      <th scope="col">Time</th><th scope="col">Request</th><th scope="col">Status</th><th scope="col">Answered by</th>
      <th scope="col" class="number">Duration</th>
    </tr></thead>
    <tbody>${records.map((record) => html`<${Row} key=${record.number} record=${record} isOpen=${record.number === opened} />`)}</tbody>
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
      <div class="reason"><span class="narrow-only">${record.answeredBy} · </span>${record.caller ? html`<span class="caller">${record.caller}</span> ` : ""}${record.reason}</div></td>
    <td><${Status} value=${record.status} /></td>
    <td class="nowrap">${record.status >= 400 ? html`<b class=${`refused ${tone(record.status)}`}>${record.answeredBy}</b>` : record.answeredBy}</td>
    <td class="number nowrap">${milliseconds(record.duration)}</td>
  </tr>`;
  if (cache.size > 6000)
    cache.clear();
  cache.set(record.number, { isOpen, record, row });
  return row;
}
