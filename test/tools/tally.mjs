/**
 * What the test runner reported, counted. Tests of real browsers depend on the machine as well: a window that opens
 * late, a clock that goes on. Their files get a second run, alone, when a few fail, and the report names them.
 */

/** More failures than this are no chance. */
const MOST_AGAIN = 5;

/** @typedef {{ name: string, status: string, assertionResults: { status: string, fullName: string }[] }} TestFile */

/**
 * @param {TestFile[]} files as in the runner's JSON report, `testResults`
 * @returns {string[]} the files that may run again: all that failed, where they are few and of browsers alone
 */
export function filesToRunAgain(files) {
  const failed = files.filter(({ status }) => status !== 'passed').map(({ name }) => name);
  const areOfBrowsers = failed.every((name) => name.replaceAll('\\', '/').includes('/test/e2e/'));
  return areOfBrowsers && failed.length <= MOST_AGAIN ? failed : [];
}

/** @param {TestFile[]} files @returns {string[]} their failed tests, and files that failed besides any test */
export function namesOfFailed(files) {
  return files
    .filter(({ status }) => status !== 'passed')
    .flatMap(({ name, assertionResults }) => {
      const tests = assertionResults.filter(({ status }) => status === 'failed');
      return tests.length > 0 ? tests.map(({ fullName }) => fullName) : [name];
    });
}

/** @param {TestFile[]} files @returns {{ passed: number, failed: number, skipped: number }} */
export function tally(files) {
  const all = files.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const passed = all.filter((status) => status === 'passed').length;
  const failedTests = all.filter((status) => status === 'failed').length;
  return { passed, failed: namesOfFailed(files).length, skipped: all.length - passed - failedTests };
}

/** @param {TestFile[]} first @param {TestFile[]} second @returns {string[]} what failed first in files that passed then */
export function namesOfMended(first, second) {
  const passed = new Set(second.filter(({ status }) => status === 'passed').map(({ name }) => name));
  return namesOfFailed(first.filter(({ name }) => passed.has(name)));
}

/** @param {TestFile[]} first @param {TestFile[]} second @returns {TestFile[]} the second run's word where there is one */
export function withSecondRun(first, second) {
  const again = new Map(second.map((file) => [file.name, file]));
  return first.map((file) => again.get(file.name) ?? file);
}
