// Signs in at the local user pool with the libraries that apps use on AWS. SignInLibraryTests runs this program.
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from "amazon-cognito-identity-js";
import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from "oidc-client-ts";

const { API, POOL, POOL_ID, CLIENT_ID, CALLBACK } = process.env;

function equal(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`Expected ${JSON.stringify(expected)}, but it is ${JSON.stringify(actual)}.`);
}

async function test(name, run) {
  try {
    await run();
    console.log(`passed: ${name}`);
  } catch (error) {
    console.log(`failed: ${name}: ${error?.stack ?? JSON.stringify(error)}`);
    process.exitCode = 1;
  }
}

const ordersStatus = async token => (await fetch(`${API}/orders`, { headers: { Authorization: `Bearer ${token}` } })).status;

const claims = token => JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());

class Memory {
  #items = new Map();
  setItem(key, value) { this.#items.set(key, value); }
  getItem(key) { return this.#items.get(key) ?? null; }
  removeItem(key) { this.#items.delete(key); }
  clear() { this.#items.clear(); }
}

function cognitoUser(name) {
  const Storage = new Memory();
  const Pool = new CognitoUserPool({ UserPoolId: POOL_ID, ClientId: CLIENT_ID, endpoint: `${POOL}/cognito-idp`, Storage });
  return new CognitoUser({ Username: name, Pool, Storage });
}

function authenticate(user, password) {
  return new Promise((onSuccess, onFailure) =>
    user.authenticateUser(
      new AuthenticationDetails({ Username: user.getUsername(), Password: password }), { onSuccess, onFailure }));
}

await test("amazon-cognito-identity-js signs in with SRP, and its token opens the API", async () => {
  const session = await authenticate(cognitoUser("ada"), "local-password");
  const id = claims(session.getIdToken().getJwtToken());
  equal([id["cognito:username"], id["cognito:groups"], id.email], ["ada", ["catalog-admins"], "ada@example.com"]);
  equal(await ordersStatus(session.getIdToken().getJwtToken()), 200);
});

await test("amazon-cognito-identity-js refreshes its tokens and reads the attributes of the user", async () => {
  const user = cognitoUser("sam@example.com");
  const session = await authenticate(user, "local-password");
  const next = await new Promise((resolve, reject) =>
    user.refreshSession(session.getRefreshToken(), (error, refreshed) => (error ? reject(error) : resolve(refreshed))));
  const attributes = await new Promise((resolve, reject) =>
    user.getUserAttributes((error, list) => (error ? reject(error) : resolve(list))));
  equal(await ordersStatus(next.getIdToken().getJwtToken()), 200);
  equal(attributes.find(attribute => attribute.getName() === "email").getValue(), "sam@example.com");
});

await test("amazon-cognito-identity-js is told that a password is wrong", async () => {
  const error = await authenticate(cognitoUser("ada"), "another-password").then(() => null, error => error);
  equal([error.name, error.message], ["NotAuthorizedException", "Incorrect username or password."]);
});

await test("oidc-client-ts signs in by code with PKCE from the discovery document alone, refreshes and reads the user", async () => {
  const client = new OidcClient({
    authority: POOL,
    client_id: CLIENT_ID,
    redirect_uri: CALLBACK,
    scope: "openid email",
    stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    loadUserInfo: true,
  });
  const request = await client.createSigninRequest({});

  // What a browser and its user do.
  const page = (await fetch(request.url, { redirect: "manual" })).headers.get("location");
  const toClient = await fetch(new URL(page, API), { method: "POST", redirect: "manual", body: new URLSearchParams({ user: "ada" }) });

  const response = await client.processSigninResponse(toClient.headers.get("location"));
  equal([response.profile["cognito:username"], response.profile.email, response.token_type], ["ada", "ada@example.com", "Bearer"]);
  equal(await ordersStatus(response.id_token), 200);

  const refreshed = await client.useRefreshToken({ state: { ...response, data: undefined, session_state: null } });
  equal(await ordersStatus(refreshed.id_token), 200);

  const out = await client.createSignoutRequest({ id_token_hint: response.id_token });
  equal(out.url.startsWith(`${POOL}/logout?`), true);
});
