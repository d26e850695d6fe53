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

/** Runs the test files and adds what the runner counted; a runner that dies counts as one failure. */
function runTests() {
  const report = path.join(mkdtempSync(path.join(tmpdir(), 'counterfoil-test-')), 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const env = { ...process.env, CHROMIUM: browserPath('chromium'), FIREFOX: browserPath('firefox') };
  const succeeded = run('npx', ['vitest', 'run', ...reporters], { env });
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    total.passed += numPassedTests;
    total.skipped += numPendingTests;
    total.failed += numFailedTests || (succeeded ? 0 : Math.max(1, numFailedTestSuites));
  } catch {
    count('test runner', false);
  }
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
