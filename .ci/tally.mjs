// Counts what the test runners said.
//   go test -json | tally.mjs go FILE    prints how each test ended and what a failed one said; keeps the totals in FILE
//   tally.mjs total FOLDER               prints each runner's totals; fails on a failed, skipped or absent test
//   tally.mjs line FOLDER                prints the sum of them: N passed, N failed
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [mode, where] = process.argv.slice(2);

const runners = {
  go: (r) => r,
  vitest: (r) => ({
    passed: r.numPassedTests,
    failed: r.numFailedTests + (r.success || r.numFailedTests > 0 ? 0 : 1),
    skipped: r.numPendingTests + (r.numTodoTests ?? 0),
  }),
  playwright: ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }),
};

// totals of one runner; one that left no readable result has failed.
function totals(name) {
  const file = `${where}/${name}.json`;
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, note: 'it left no result' };
  return runners[name](JSON.parse(readFileSync(file, 'utf8')));
}

// A package that does not build or panics fails without naming a test.
async function go() {
  const all = { passed: 0, failed: 0, skipped: 0, packages: 0 };
  const said = new Map(); // output of each test still open
  const failedTests = new Set(); // packages with a failed test
  for await (const line of createInterface({ input: process.stdin })) {
    let e;
    try {
      e = JSON.parse(line);
    } catch {
      console.log(line);
      continue;
    }
    const key = `${e.Package} ${e.Test ?? ''}`;
    if (e.Action === 'build-output') process.stdout.write(e.Output);
    if (e.Action === 'output') {
      const verdict = !e.Test || (process.env.CI && /^\s*(===|---) /.test(e.Output));
      if (verdict) process.stdout.write(e.Output);
      else said.set(key, (said.get(key) ?? '') + e.Output); // shown when the test fails
    }
    if (!['pass', 'fail', 'skip'].includes(e.Action)) continue;
    if (e.Test) {
      if (e.Action !== 'pass') process.stdout.write(said.get(key) ?? '');
      if (e.Action === 'fail') failedTests.add(e.Package);
      all[{ pass: 'passed', fail: 'failed', skip: 'skipped' }[e.Action]]++;
      said.delete(key);
    } else {
      all.packages++;
      if (e.Action === 'fail' && !failedTests.has(e.Package)) {
        all.failed++;
        for (const [k, text] of said) if (k.startsWith(`${e.Package} `)) process.stdout.write(text);
      }
    }
  }
  writeFileSync(where, JSON.stringify(all));
  process.exitCode = all.failed + all.skipped > 0 || all.passed === 0 ? 1 : 0;
}

function total() {
  for (const name of Object.keys(runners)) {
    const { passed, failed, skipped, note = '' } = totals(name);
    console.log(`${name.padEnd(10)} ${passed} passed   ${failed} failed   ${skipped} skipped   ${note}`.trimEnd());
    if (failed + skipped > 0 || passed === 0) process.exitCode = 1;
  }
}

function line() {
  const sum = Object.keys(runners).map(totals).reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }));
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
}

await { go, total, line }[mode]();
