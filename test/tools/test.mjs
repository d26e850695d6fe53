/**
 * `npm test`: everything that must hold, from a fresh clone. Each step that is not a test runner counts as one test.
 * The last line is `N passed, N failed` (and `, N skipped`).
 */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { browserPath, ensureBrowsers } from './ensure-browsers.mjs';
import { installPackages, run } from './install.mjs';
import { filesToRunAgain, namesOfFailed, namesOfMended, tally, withSecondRun } from './tally.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };

function count(name, succeeded) {
  total[succeeded ? 'passed' : 'failed'] += 1;
  console.log(`${succeeded ? '✓' : '✗'} ${name}`);
}

function attempt(name, task) {
  try {
    task();
    count(name, true);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    count(name, false);
  }
}

/** @returns what the runner reported of these files, all where none is named; null where it died */
function runFiles(...options) {
  const report = path.join(mkdtempSync(path.join(tmpdir(), 'counterfoil-test-')), 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const env = { ...process.env, CHROMIUM: browserPath('chromium'), FIREFOX: browserPath('firefox') };
  const succeeded = run('npx', ['vitest', 'run', ...reporters, ...options], { env });
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    return { testResults, succeeded };
  } catch {
    return null;
  }
}

/** Runs the test files, those of browsers that failed a second time, and adds what the runner counted. */
function runTests() {
  const first = runFiles();
  if (!first) return count('test runner', false);
  const again = filesToRunAgain(first.testResults);
  const second = again.length > 0 ? runFiles('--maxWorkers=1', ...again) : null;
  const files = second ? withSecondRun(first.testResults, second.testResults) : first.testResults;
  const counted = tally(files);
  for (const key of Object.keys(total)) total[key] += counted[key];
  // An error outside of every test.
  if (counted.failed === 0 && !(second ?? first).succeeded) count('test runner', false);
  for (const name of namesOfFailed(files)) console.log(`Failed: ${name}`);
  for (const name of namesOfMended(first.testResults, second?.testResults ?? []))
    console.log(`Passed in a second run only: ${name}`);
}

installPackages();
ensureBrowsers(['chromium', 'firefox', 'display']);
count('lint', run('npx', ['biome', 'check']));
for (const project of ['.', 'src/background', 'test'])
  count(`types of ${project}`, run('npx', ['tsc', '-p', project]));
attempt('build', build);
count(
  'web-ext lint',
  run('npx', ['web-ext', 'lint', '--warnings-as-errors', '--source-dir', 'dist/firefox']),
);
runTests();
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
