// Where the API and the sign-in page are: settings.json beside index.html. `dotnet dev.cs run` answers it for this machine.
const answer = await fetch("settings.json");
if (!answer.ok)
    throw new Error(`settings.json cannot be read: ${answer.status}.`);
export const settings = await answer.json();
