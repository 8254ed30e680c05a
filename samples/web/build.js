// Compiles src into site/js. The output is committed, so that the shop runs without npm.
import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

rmSync("site/js", { recursive: true, force: true });
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc"], { stdio: "inherit" });

// The types are not code.
rmSync("site/js/api/schema.js");

// A browser knows no package names. So the one package lies beside the code that imports it.
const fetchModule = readFileSync("node_modules/openapi-fetch/dist/index.mjs", "utf8").replace(/\n\/\/# sourceMappingURL=.*/, "");
writeFileSync("site/js/api/openapi-fetch.js", fetchModule);
copyFileSync("node_modules/openapi-fetch/LICENSE", "site/js/api/openapi-fetch.LICENSE.txt");
for (const name of readdirSync("site/js/api")) {
  const file = `site/js/api/${name}`;
  writeFileSync(file, readFileSync(file, "utf8").replace('"openapi-fetch"', '"./openapi-fetch.js"'));
}
