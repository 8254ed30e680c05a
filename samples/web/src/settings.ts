// Where the API and the sign-in page are: settings.json beside index.html. `dotnet dev.cs run` answers it for this machine.

export interface Settings {
  /** The base URL of the API. */
  api: string;
  /** The domain of the user pool: the sign-in page. */
  signIn: string | null;
  /** The id of the user pool's app client. */
  clientId: string | null;
}

const answer = await fetch("settings.json");
if (!answer.ok)
  throw new Error(`settings.json cannot be read: ${answer.status}.`);

export const settings = await answer.json() as Settings;
