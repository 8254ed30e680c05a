// The start page: routes, users, keys, and what this machine leaves aside.
import { html, useState } from "./htm-preact.js";
import { call, copy, Loading, Method, Problem, setCurrentUser, useCall, userName, useUser } from "./common.js";

export function StartPage() {
  const { answer, error } = useCall("overview");
  if (!answer)
    return error ? html`<${Problem} text=${error} />` : html`<${Loading} />`;
  return html`
    <h1>${answer.name} <small>stage ${answer.stage}, from ${answer.template}</small></h1>
    <p class="lead">The API answers at <code>${answer.url}</code>. Every request to it appears under <a href="#/requests">Requests</a>, with the
      step that answered it and the reason.</p>
    <${OwnPages} names=${answer.pages} />
    <div class="columns">
      <${Routes} api=${answer} />
      <div>
        <${Pages} />
        <${Users} pools=${answer.pools} users=${answer.users} />
        <${SignInPages} pools=${answer.pools} />
        <${Keys} names=${answer.apiKeys} />
        <${Stage} api=${answer} />
        <${Ignored} api=${answer} />
      </div>
    </div>`;
}

function OwnPages({ names }) {
  if (names.length === 0)
    return null;
  return html`<p class="lead">Pages of this project: ${names.map((name, index) => html`${index > 0 ? ", " : ""}<a href=${`/_local/${name}/`}>${name}</a>`)}. <span class="quiet">${names.length === 1 ? `${names[0]} has its` : "They have their"} own sign-in. Signing in here does not sign you in there.</span></p>`;
}

const pages = [
  ["requests", "Requests", "each request, and what the gateway did with it"],
  ["health", "Health", "errors, latencies and metrics of the last minutes"],
  ["explorer", "Explorer", "the contract of the API; you can try its requests"],
  ["data", "Data", "the tables and items of DynamoDB"],
  ["send", "Send", "any request, as a user"],
  ["compare", "Compare", "two requests side by side"],
  ["bench", "Templates", "change a request template or a response template, and see its output"],
];

function Pages() {
  return html`<section class="card" aria-labelledby="pages"><h2 id="pages">Pages</h2>
    <ul class="plain">${pages.map(([path, title, text]) => html`<li><a href=${`#/${path}`}>${title}</a> <span class="quiet">${text}</span></li>`)}</ul></section>`;
}

const kinds = {
  function: "A Lambda function answers.",
  direct: "The gateway calls the service itself. There is no function.",
  mock: "The gateway answers from the template. There is no backend.",
  http: "The gateway passes the request on to another server.",
  "not running": "It cannot run on this machine.",
};

function Routes({ api }) {
  const used = Object.keys(kinds).filter((kind) => api.routes.some((route) => route.kind === kind));
  return html`<section class="card" aria-labelledby="routes">
    <h2 id="routes">Routes <span class="count">${api.routes.length}</span></h2>
    <div class="scroll"><table class="routes">
      <thead><tr><th scope="col">Route</th><th scope="col">Who may call it</th><th scope="col">What answers</th><th scope="col"><span class="visually-hidden">Send, templates</span></th></tr></thead>
      <tbody>${api.routes.map((route) => html`<tr key=${`${route.method} ${route.path}`}>
        <td class="route"><${Method} value=${route.method} /> <code>${route.path}</code></td>
        <td>${route.who}</td>
        <td><span class=${`kind ${route.kind.replace(" ", "-")}`} title=${kinds[route.kind]}>${route.kind}</span> ${route.backend === route.kind ? "" : route.backend}</td>
        <td class="links"><a href=${`#/send/new/${encodeURIComponent(route.method)}/${encodeURIComponent(route.path)}`}
          aria-label=${`Send ${route.method} ${route.path}`}>Send</a>
          ${route.hasTemplates && html` <a href=${`#/bench/of/${encodeURIComponent(route.method)}/${encodeURIComponent(route.path)}`}
            aria-label=${`Templates of ${route.method} ${route.path}`}>Templates</a>`}</td>
      </tr>`)}</tbody>
    </table></div>
    <ul class="plain quiet">${used.map((kind) => html`<li key=${kind}><span class=${`kind ${kind.replace(" ", "-")}`}>${kind}</span> ${kinds[kind]}</li>`)}</ul>
  </section>`;
}

// One user without a group, and one for each group of the pool.
export function suggestions(pool, users) {
  if (users.length > 0)
    return users.map((user) => ({ ...user, pool: pool.name }));
  const names = ["ada", "lin", "noor", "kim", "max"];
  return [{ name: "sam", groups: [] }, ...pool.groups.map((group, index) => ({ name: names[index % names.length], groups: [group] }))]
    .map((user) => ({ ...user, pool: pool.name }));
}

function Users({ pools, users }) {
  const user = useUser();
  return html`<section class="card" aria-labelledby="users">
    <h2 id="users">Sign in</h2>
    ${pools.length === 0 ? html`<p class="quiet">The template has no user pool.</p>` : html`
      <p class="quiet">The requests that you send from here carry a token of this user.</p>`}
    ${pools.map((pool) => html`<div key=${pool.name} class="pool">
      <h3>${pool.name}${pool.standsInFor ? html` <small>in place of ${pool.standsInFor}</small>` : ""}</h3>
      <div class="buttons">${suggestions(pool, users).map((other) => html`
        <${SignIn} key=${userName(other)} user=${other} isCurrent=${JSON.stringify(other) === JSON.stringify(user)} />`)}</div>
      <${OtherUser} pool=${pool} />
    </div>`)}
  </section>`;
}

function SignIn({ user, isCurrent }) {
  return html`<button aria-pressed=${isCurrent} onClick=${() => setCurrentUser(user)}>${isCurrent ? "Signed in as" : "Sign in as"} ${userName(user)}</button>`;
}

function OtherUser({ pool }) {
  const [name, setName] = useState("");
  const [groups, setGroups] = useState("");
  const submit = (event) => {
    event.preventDefault();
    setCurrentUser({ name: name.trim(), groups: groups.split(",").map((group) => group.trim()).filter((group) => group), pool: pool.name });
  };
  return html`<form class="inline" onSubmit=${submit}>
    <label>Another user <input required value=${name} onInput=${(event) => setName(event.target.value)} autocomplete="off" /></label>
    <label>Groups <input value=${groups} placeholder="separated by commas" onInput=${(event) => setGroups(event.target.value)} autocomplete="off" /></label>
    <button>Sign in</button>
  </form>`;
}

// The pages that an app opens for its users. They belong to the user pool, not to the studio.
function SignInPages({ pools }) {
  if (pools.length === 0)
    return null;
  return html`<section class="card" aria-labelledby="sign-in-pages"><h2 id="sign-in-pages">Sign-in pages of the user pool</h2>
    ${pools.map((pool) => html`<div key=${pool.name} class="pool">
      ${pools.length > 1 && html`<h3>${pool.name}</h3>`}
      ${pool.signIn.length === 0 ? html`<p class="quiet">No client of ${pool.name} has a callback URL, so no app can send its users to the sign-in page.</p>` : html`
        <ul class="plain">${pool.signIn.map((one) => html`<li>
          <a href=${one.path} target="_blank" rel="noopener">${one.kind} of ${one.client}</a> <span class="quiet">then to <code class="wrap">${one.then}</code></span></li>`)}</ul>`}
      ${pool.signIn.length > 0 && html`<p class="quiet">An app opens these pages for its users. After signing in, the browser opens the app at this address, so the app must be running.
        If you are already signed in, you go there directly. This sign-in is for the app. The studio has its own, above.</p>`}
      <p class="quiet"><a href=${pool.discovery} target="_blank" rel="noopener">OpenID configuration of ${pool.name}</a></p></div>`)}
  </section>`;
}

function Keys({ names }) {
  const [values, setValues] = useState(null);
  const [error, setError] = useState("");
  if (names.length === 0)
    return null;
  const read = () => call("keys", {});
  const failed = (problem) => setError(problem.message);
  const show = () => read().then(setValues, failed);
  return html`<section class="card" aria-labelledby="keys">
    <h2 id="keys">API keys</h2>
    <dl>${names.map((name) => html`<dt>${name}</dt><dd><code class="wrap">${values ? values[name] : "••••••••"}</code>
      <button class="link" aria-label=${`Copy ${name}`} onClick=${() => read().then((all) => copy(all[name]), failed)}>Copy</button></dd>`)}</dl>
    ${values ? html`<button onClick=${() => setValues(null)}>Hide the keys</button>` : html`<button onClick=${show}>Show the keys</button>`}
    <${Problem} text=${error} />
  </section>`;
}

function Stage({ api }) {
  const variables = Object.entries(api.stageVariables);
  return html`<section class="card" aria-labelledby="stage">
    <h2 id="stage">Stage ${api.stage}</h2>
    <dl>
      <dt>Cache</dt><dd>${api.isCached ? "on" : "off"}</dd>
      ${api.tables.map((table) => html`<dt>Table</dt><dd><code>${table}</code></dd>`)}
      ${Object.entries(api.parameters).map(([name, value]) => html`<dt>${name}</dt><dd><code class="wrap">${value}</code></dd>`)}
    </dl>
    ${variables.length > 0 && html`<h3>Stage variables</h3>
      <ul class="plain lines">${variables.map(([name, value]) => html`<li key=${name} title=${`${name} = ${value}`}><code>${name} = ${value}</code></li>`)}</ul>`}
    ${api.functions.length === 0 ? "" : html`<details><summary>${api.functions.length} functions</summary>
      <ul class="plain">${api.functions.map((one) => html`<li key=${one.name}><b>${one.name}</b>, ${one.memory} MB, ${one.timeout / 1000} s
        <div class="quiet">${one.variables.join(", ")}</div></li>`)}</ul></details>`}
  </section>`;
}

// "Orders.Tags" and "Alarm (AWS::CloudWatch::Alarm)": the property, or the type.
const kindOfPart = (text) => /\(([^()]+)\)$/.exec(text)?.[1] ?? text.split(".")[1] ?? text;

// Policies come first: a request that they would refuse in AWS passes here.
function partsByKind(parts) {
  const kinds = Map.groupBy(parts, kindOfPart);
  const isPolicy = (kind) => /polic|permission|role/i.test(kind);
  return [...kinds].sort(([a], [b]) => isPolicy(b) - isPolicy(a) || a.localeCompare(b));
}

function Ignored({ api }) {
  if (api.ignored.length + api.notRunning.length === 0)
    return null;
  return html`<section class="card" aria-labelledby="aside">
    <h2 id="aside">What does not run on this machine</h2>
    ${api.notRunning.length === 0 ? "" : html`<ul>${api.notRunning.map((text) => html`<li>${text}</li>`)}</ul>`}
    ${api.ignored.length === 0 ? "" : html`<details><summary>${api.ignored.length} parts of the template are ignored</summary>
      ${partsByKind(api.ignored).map(([kind, parts]) => html`<details key=${kind}><summary>${kind} <span class="count">${parts.length}</span></summary>
        <ul>${parts.map((text) => html`<li><code class="wrap">${text}</code></li>`)}</ul></details>`)}</details>`}
  </section>`;
}
