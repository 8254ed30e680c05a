// The contract of the API, to read and to try. Scalar is in a frame, so that its styles and those of the studio stay apart.
import { html } from "./htm-preact.js";
import { Loading, Problem, sentence, useCall, useUser, userName } from "./common.js";

// The address can name a route: #/explorer/GET%20%2Fproducts.
export const explorerOf = (route) => `#/explorer/${encodeURIComponent(route)}`;

export function ExplorerPage({ parts: [route] }) {
  const user = useUser();
  const { answer, error } = useCall("contract");
  if (!answer)
    return error ? html`<${Problem} text=${sentence(error)} />` : html`<${Loading} />`;
  return html`<div class="explorer">
    <h1>Explorer <small>the contract in ${answer.source}</small></h1>
    <p class="lead">${user
      ? html`Requests from this page carry a token of <b>${userName(user)}</b>. Each appears under <a href="#/requests">Requests</a>.`
      : html`Requests from this page carry no token. Choose a user on the <a href="#/">start page</a>.`}</p>
    <iframe key=${route} src=${route ? `/_local/explorer?route=${route}` : "/_local/explorer"} title="The contract of the API"></iframe>
  </div>`;
}
