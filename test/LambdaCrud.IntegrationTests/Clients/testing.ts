declare const process: { exitCode: number };

export function equal(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`Expected ${JSON.stringify(expected)}, but it is ${JSON.stringify(actual)}.`);
}

/** Prints a line for TypeScriptClientTests. */
export async function test(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
    console.log(`passed: ${name}`);
  } catch (error) {
    console.log(`failed: ${name}: ${error instanceof Error ? error.stack : error}`);
    process.exitCode = 1;
  }
}
