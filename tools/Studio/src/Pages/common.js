// What all pages share: calls of the studio, the list of records, and formats. Texts from outside only ever become text nodes.
import { html, useEffect, useMemo, useState } from "./htm-preact.js";

export async function call(path, body) {
  const reply = await fetch(`/_local/api/${path}`, body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (reply.status === 204)
    return null;
  const answer = await reply.json();
  if (!reply.ok)
    throw new Error(answer.message ?? `The studio answers ${reply.status}.`);
  return answer;
}

// The result of a call: undefined while it runs, and an error or an answer after it.
export function useCall(path, body, again) {
  const [state, setState] = useState({});
  useEffect(() => {
    let isCurrent = true;
    setState({});
    call(path, body).then(
      (answer) => isCurrent && setState({ answer }),
      (error) => isCurrent && setState({ error: error.message }));
    return () => { isCurrent = false; };
  }, [path, JSON.stringify(body), again]);
  return state;
}

// A value from outside the page. An effect runs after the browser has painted. So the value may change before it, and is read once more.
export function useSource(subscribe, read) {
  const [value, setValue] = useState(read());
  useEffect(() => {
    const update = () => setValue(read());
    const end = subscribe(update);
    update();
    return end;
  }, []);
  return value;
}

export const onEvent = (name) => (listener) => {
  addEventListener(name, listener);
  return () => removeEventListener(name, listener);
};

// The records of the gateway, the newest first, kept up to date by server-sent events.
class RecordStore {
  records = [];
  unrecorded = 0;
  isLive = false;
  isPaused = false;
  version = 0;
  #waiting = [];
  #listeners = new Set();
  #last = 0;

  start() {
    const source = new EventSource(`/_local/api/events?after=${this.#last}`);
    source.addEventListener("open", () => this.#change(() => { this.isLive = true; }));
    source.addEventListener("records", (event) => this.#take(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      source.close();
      this.#change(() => { this.isLive = false; });
      setTimeout(() => this.start(), 1000);
    });
  }

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  pause(isPaused) {
    this.#change(() => {
      this.isPaused = isPaused;
      if (!isPaused)
        this.#add(this.#waiting.splice(0));
    });
  }

  // The number of the newest record.
  get last() { return this.#last; }

  get waiting() { return this.#waiting.length; }

  clear() {
    this.#waiting = [];
    this.#change(() => { this.records = []; });
  }

  #take({ records, unrecorded }) {
    // A restarted gateway counts from 1 again.
    records = records.filter((record) => record.number > this.#last);
    if (records.length > 0)
      this.#last = records.at(-1).number;
    this.#change(() => {
      this.unrecorded = unrecorded;
      if (this.isPaused)
        this.#waiting.push(...records);
      else
        this.#add(records);
    });
  }

  #add(records) {
    this.records = [...records.reverse(), ...this.records].slice(0, 5000);
  }

  #change(action) {
    action();
    this.version++;
    for (const listener of this.#listeners)
      listener();
  }
}

export const store = new RecordStore();

export function useRecords() {
  useSource((listener) => store.subscribe(listener), () => store.version);
  return store;
}

let overview;

export function useOverview() {
  const [state, setState] = useState({});
  useEffect(() => {
    overview ??= call("overview");
    overview.then((answer) => setState({ answer }), (error) => { overview = undefined; setState({ error: error.message }); });
  }, []);
  return state;
}

export function milliseconds(value) {
  return value < 0.1 ? "< 0.1 ms" : value < 10 ? `${value.toFixed(1)} ms` : value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}

export function bytes(value) {
  return value < 1024 ? `${value} B` : value < 1024 * 1024 ? `${(value / 1024).toFixed(1)} KB` : `${(value / 1024 / 1024).toFixed(1)} MB`;
}

export const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

// DynamoDB's read and write units.
export const units = (value, kind) => `${value} ${kind} ${value === 1 ? "unit" : "units"}`;

export const time = (start) => new Date(start).toLocaleTimeString(
  "en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 });

// JSON with indentation; another text unchanged.
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export const sentence = (text) => text ? `${text[0].toUpperCase()}${text.slice(1)}${/[.?!…]$/.test(text) ? "" : "."}` : "";

// Everywhere, a request has the colour of its status: green, blue, amber (4xx) or red (5xx).
export const tone = (status) => `tone-${Math.floor(status / 100)}`;

export const Status = ({ value }) => html`<span class=${`status ${tone(value)}`}>${value}</span>`;

export const Method = ({ value }) => html`<span class="method">${value}</span>`;

export const Problem = ({ text }) => text ? html`<p class="problem" role="alert">${text}</p>` : null;

export const Loading = () => html`<p class="quiet" aria-busy="true">Loading …</p>`;

export async function copy(text) {
  await navigator.clipboard.writeText(text);
  say("Copied.");
}

// A note at the edge of the page. Screen readers read it, because it is a live region.
let silence;
export function say(text) {
  const region = document.getElementById("said");
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = text; });
  clearTimeout(silence);
  silence = setTimeout(hush, 6000);
}

export function hush() {
  document.getElementById("said").textContent = "";
}

export const userName = (user) => user === null ? "no user" : user.groups.length === 0 ? user.name : `${user.name} (${user.groups.join(", ")})`;

const key = "studio-user";

// The user who signs the requests of this page. Only names are stored, never a token.
export function currentUser() {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    // The stored text is not of this version: nobody is signed in.
    return null;
  }
}

export function setCurrentUser(user) {
  localStorage.setItem(key, JSON.stringify(user));
  dispatchEvent(new Event("studio-user"));
}

export function useUser() {
  const stored = useSource(onEvent("studio-user"), () => localStorage.getItem(key));
  return useMemo(currentUser, [stored]);
}
