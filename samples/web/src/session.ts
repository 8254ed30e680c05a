// Sign-in at the user pool's page: authorization code with PKCE (RFC 6749, RFC 7636). The tokens are gone when the tab closes.
import { settings } from "./settings.js";

interface Tokens {
  id_token: string;
  refresh_token: string;
  /** In milliseconds since 1970. */
  expires: number;
}

interface Attempt {
  state: string;
  verifier: string;
  /** The place in the shop to which the user comes back. */
  place: string;
}

/** The signed-in user. */
export interface User {
  name: string;
  groups: string[];
}

const page = new URL(".", location.href).href;
let tokens: Tokens | null = read<Tokens>("tokens");

/** The ID token says who the user is. The API checks it: the page only uses it to decide what it shows. */
export function user(): User | null {
  if (tokens === null)
    return null;
  const claims = JSON.parse(new TextDecoder().decode(bytesOf(tokens.id_token.split(".")[1] ?? ""))) as Record<string, unknown>;
  return {
    name: String(claims["email"] ?? claims["cognito:username"]),
    groups: Array.isArray(claims["cognito:groups"]) ? claims["cognito:groups"].map(String) : [],
  };
}

/** Whether the tab has a token that has not expired. */
export function isSignedIn(): boolean {
  return tokens !== null && tokens.expires > Date.now();
}

export async function signIn(): Promise<void> {
  if (settings.signIn === null || settings.clientId === null)
    throw new Error("settings.json names no sign-in page.");
  const attempt: Attempt = { state: random(), verifier: random(), place: location.hash };
  sessionStorage.setItem("attempt", JSON.stringify(attempt));
  const challenge = textOf(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(attempt.verifier))));
  const query = new URLSearchParams({
    response_type: "code", client_id: settings.clientId, redirect_uri: page, scope: "openid email",
    state: attempt.state, code_challenge: challenge, code_challenge_method: "S256",
  });
  location.assign(`${settings.signIn}/oauth2/authorize?${query}`);
}

/** Takes the code out of the address after the sign-in. Returns what went wrong, if anything did. */
export async function finishSignIn(): Promise<string | null> {
  const query = new URLSearchParams(location.search);
  if (!query.has("code") && !query.has("error"))
    return null;
  const attempt = read<Attempt>("attempt");
  sessionStorage.removeItem("attempt");
  // The code is of no use any more, and nobody should bookmark it.
  history.replaceState(null, "", page + (attempt?.place ?? ""));
  // An answer that this tab did not ask for may come from somebody else.
  if (attempt === null || query.get("state") !== attempt.state)
    return "This sign-in did not start here. Sign in again.";
  if (query.has("error"))
    return `The sign-in page refused: ${query.get("error_description") ?? query.get("error")}.`;
  return await request({ grant_type: "authorization_code", code: query.get("code") ?? "", redirect_uri: page, code_verifier: attempt.verifier })
    ? null
    : "The sign-in page did not accept the code. Sign in again.";
}

/** The ID token for a request. It is renewed in its last minute. */
export async function idToken(): Promise<string> {
  if (tokens !== null && tokens.expires < Date.now() + 60_000 && !(await request({ grant_type: "refresh_token", refresh_token: tokens.refresh_token })))
    forget();
  return tokens?.id_token ?? "";
}

export function signOut(): void {
  forget();
  location.assign(`${settings.signIn}/logout?${new URLSearchParams({ client_id: settings.clientId ?? "", logout_uri: page })}`);
}

function forget(): void {
  tokens = null;
  sessionStorage.removeItem("tokens");
  dispatchEvent(new Event("signedout"));
}

async function request(fields: Record<string, string>): Promise<boolean> {
  const body = new URLSearchParams({ ...fields, client_id: settings.clientId ?? "" });
  const answer = await fetch(`${settings.signIn}/oauth2/token`, { method: "POST", body });
  if (!answer.ok)
    return false;
  const given = await answer.json() as { id_token: string; refresh_token?: string; expires_in: number };
  tokens = {
    id_token: given.id_token,
    // A renewal brings no new refresh token.
    refresh_token: given.refresh_token ?? tokens?.refresh_token ?? "",
    expires: Date.now() + given.expires_in * 1000,
  };
  sessionStorage.setItem("tokens", JSON.stringify(tokens));
  return true;
}

function read<T>(name: string): T | null {
  return JSON.parse(sessionStorage.getItem(name) ?? "null") as T | null;
}

function random(): string {
  return textOf(crypto.getRandomValues(new Uint8Array(32)));
}

// Base64url (RFC 4648 §5).
function textOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), character => character.charCodeAt(0));
}
