// The frame of the studio: navigation and the page that the address names (#/requests/12).
import { html, render, useEffect, useMemo } from "./htm-preact.js";
import { hush, onEvent, store, useRecords, useSource, useUser, userName, setCurrentUser } from "./common.js";
import { StartPage } from "./start.js";
import { RequestsPage } from "./requests.js";
import { SendPage } from "./send.js";
import { ComparePage } from "./compare.js";
import { BenchPage } from "./bench.js";
import { DataPage } from "./data.js";
import { HealthPage } from "./health.js";
import { ExplorerPage } from "./explorer.js";
import { useDrafts } from "./drafts.js";

const pages = [
  { path: "", title: "Start", page: StartPage },
  { path: "requests", title: "Requests", page: RequestsPage },
  { path: "health", title: "Health", page: HealthPage },
  { path: "explorer", title: "Explorer", page: ExplorerPage },
  { path: "data", title: "Data", page: DataPage },
  { path: "send", title: "Send", page: SendPage },
  { path: "compare", title: "Compare", page: ComparePage },
  { path: "bench", title: "Templates", page: BenchPage, hasDraft: true },
];

function useAddress() {
  const hash = useSource(onEvent("hashchange"), () => location.hash);
  return useMemo(() => hash.replace(/^#\/?/, "").split("/"), [hash]);
}

function Live() {
  const { isLive, isPaused } = useRecords();
  return html`<span class=${isLive && !isPaused ? "live on" : "live"}>${!isLive ? "Not connected" : isPaused ? "Paused" : "Live"}</span>`;
}

function SignedIn() {
  const user = useUser();
  return html`<span class="signed-in">
    ${user ? html`Signed in: <b>${userName(user)}</b> <button class="link" onClick=${() => setCurrentUser(null)}>Sign out</button>` : "Not signed in"}
  </span>`;
}

function DraftMark() {
  const count = useDrafts().length;
  return count > 0 && html` <span class="draft" title="There are changes that are not saved.">•<span class="visually-hidden"> with changes that are not saved</span></span>`;
}

function NotFound() {
  return html`<h1>There is no such page</h1><p class="lead">The studio has no page at <code>${location.hash}</code>. The <a href="#/">start page</a> links all pages.</p>`;
}

function App() {
  const [name, ...rest] = useAddress();
  const current = pages.find((page) => page.path === name) ?? { path: name, title: "No such page", page: NotFound };
  useEffect(() => {
    document.title = `${current.title} – Studio`;
    // A note belongs to the page on which it came.
    hush();
    document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [current.path]);
  return html`
    <a class="skip" href="#main" onClick=${(event) => { event.preventDefault(); document.getElementById("main").focus(); }}>Skip to the content</a>
    <header>
      <a class="brand" href="#/"><img src="/_local/pages/icon.svg" alt="" width="22" height="22" />Studio</a>
      <nav aria-label="Pages">
        ${pages.map((page) => html`
          <a key=${page.path} href=${`#/${page.path}`} aria-current=${page === current ? "page" : null}>${page.title}${page.hasDraft && html`<${DraftMark} />`}</a>`)}
      </nav>
      <div class="state"><${SignedIn} /><${Live} /></div>
    </header>
    <main id="main" tabindex="-1"><${current.page} parts=${rest} key=${current.path} /></main>
    <div id="said" role="status" aria-live="polite"></div>`;
}

store.start();
render(html`<${App} />`, document.getElementById("app"));
