import { readFileSync, statSync } from 'node:fs';

const file = 'test-results/server.log';

/** How much the server has logged by now. */
export const logged = () => statSync(file).size;

/** What it has logged since then, but for answers that went well. */
export function complaints(since: number) {
  const lines = readFileSync(file).subarray(since).toString().split('\n');
  return lines.filter((l) => !/"level":"INFO".*"status":[23]/.test(l)).join('\n');
}
