/** How `npm test` counts: what failed stays failed unless a second run of its file passed, which is said. */
import { describe, expect, it } from 'vitest';
import { filesToRunAgain, namesOfFailed, namesOfMended, tally, withSecondRun } from './tools/tally.mjs';

const file = (name: string, ...statuses: string[]) => ({
  name: `/house/test/${name}`,
  status: statuses.includes('failed') || statuses.length === 0 ? 'failed' : 'passed',
  assertionResults: statuses.map((status, index) => ({ status, fullName: `${name} ${index + 1}` })),
});

const GOOD = file('core/otp.test.ts', 'passed', 'passed', 'pending');
const LATE = file('e2e/popup.test.ts', 'passed', 'failed');
const DEAD = file('e2e/start.test.ts');

describe('the count of the tests', () => {
  it('counts tests, and a file that failed besides any test as one', () => {
    expect(tally([GOOD, LATE, DEAD])).toEqual({ passed: 3, failed: 2, skipped: 1 });
    expect(namesOfFailed([GOOD, LATE, DEAD])).toEqual([
      'e2e/popup.test.ts 2',
      '/house/test/e2e/start.test.ts',
    ]);
  });

  it('runs a few files of browsers again', () => {
    expect(filesToRunAgain([GOOD, LATE, DEAD])).toEqual([LATE.name, DEAD.name]);
    expect(filesToRunAgain([GOOD])).toEqual([]);
  });

  it('runs nothing again where much failed, or anything that no browser can have delayed', () => {
    const many = Array.from({ length: 6 }, (_, index) => file(`e2e/${index}.test.ts`, 'failed'));
    expect(filesToRunAgain(many)).toEqual([]);
    expect(filesToRunAgain([LATE, file('core/vault.test.ts', 'failed')])).toEqual([]);
  });

  it('takes the second run for the files that had one, whatever it says', () => {
    const passed = file('e2e/popup.test.ts', 'passed', 'passed');
    expect(tally(withSecondRun([GOOD, LATE], [passed]))).toEqual({ passed: 4, failed: 0, skipped: 1 });
    expect(tally(withSecondRun([GOOD, LATE], [LATE])).failed).toBe(1);
    expect(tally(withSecondRun([GOOD, LATE], [DEAD])).failed).toBe(1);
    expect(namesOfMended([GOOD, LATE, DEAD], [passed, DEAD])).toEqual(['e2e/popup.test.ts 2']);
    expect(namesOfMended([GOOD, LATE], [])).toEqual([]);
  });
});
