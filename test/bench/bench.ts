/**
 * `npm run bench`: what the package costs, as a table and in `bench.json`. Not part of the tests: times belong to a
 * machine. `--runs 12` medians of so many runs, `--quick` few of them, `--against REV` a revision as a third column.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Package, startBrowser } from './browser.ts';
import { fillVault } from './fill-vault.ts';
import { measureIdle } from './idle.ts';
import { measureImporting } from './importing.ts';
import { measureMemory } from './memory.ts';
import { measureOpening } from './opening.ts';
import { measureOtp } from './otp.ts';
import { measureAccuracy } from './otp-accuracy.ts';
import { buildOurs, buildRevision, currentCommit, FLOOR } from './packages.ts';
import { measurePageCost } from './page-cost.ts';
import type { Rounds } from './rounds.ts';
import type { Row } from './rows.ts';
import { measureScanning } from './scan.ts';
import { measureDecoding } from './scan-accuracy.ts';
import { measureSearching } from './searching.ts';
import { tableOf } from './table.ts';
import { measureUnlocking } from './unlocking.ts';
import { measureWeight } from './weight.ts';

const COUNTS = [10, 100, 1000, 2000];
const [FEW, IDLE_COUNTS, MANY] = [10, [100, 1000], [1000, 2000]];
/** A whole period: each thing that moves in it is in it once. */
const IDLE_SECONDS = 30;
const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const RESULT = path.join(REPOSITORY, 'bench.json');

interface Plan {
  readonly rounds: Rounds;
  readonly idleRounds: Rounds;
}

/** All that is measured with one number of accounts, in one browser. @param built ours, and what it is compared with */
async function measureWith(
  accounts: number,
  built: readonly Package[],
  { rounds, idleRounds }: Plan,
): Promise<Row[]> {
  const browser = await startBrowser([FLOOR, ...built]);
  try {
    for (const of of built) await fillVault(browser, of, accounts);
    const rows = await measureOpening(browser, [FLOOR, ...built], { accounts, rounds });
    if (accounts > FEW) {
      rows.push(...(await measureSearching(browser, built, { accounts, rounds })));
      rows.push(...(await measureMemory(browser, built, accounts)));
    }
    if (MANY.includes(accounts)) rows.push(...(await measureUnlocking(browser, built, { accounts, rounds })));
    if (IDLE_COUNTS.includes(accounts)) {
      const options = { accounts, seconds: IDLE_SECONDS, rounds: idleRounds };
      rows.push(...(await measureIdle(browser, [FLOOR, ...built], options)));
    }
    if (accounts === FEW) rows.push(...(await measureWeight(browser, built)));
    return rows;
  } finally {
    await browser.close();
  }
}

async function measureAll(built: readonly Package[], plan: Plan): Promise<Row[]> {
  const rows: Row[] = [];
  for (const accounts of COUNTS) {
    console.log(`Measuring with ${accounts} accounts …`);
    rows.push(...(await measureWith(accounts, built, plan)));
  }
  rows.push(...(await measurePageCost([FLOOR, ...built], plan.rounds)));
  const [ours] = built;
  rows.push(...(await measureScanning([FLOOR, ...built], plan.rounds)));
  rows.push(...(await measureImporting(built, plan.rounds)));
  if (!ours) return rows;
  rows.push(...(await measureOtp(ours, REPOSITORY)), ...(await measureAccuracy(ours)));
  rows.push(...(await measureDecoding(ours)));
  return rows;
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '12' },
    quick: { type: 'boolean', default: false },
    against: { type: 'string' },
  },
});
const runs = values.quick ? 3 : Number(values.runs);
if (!Number.isSafeInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1');
const plan: Plan = {
  rounds: { runs, warmUps: values.quick ? 1 : 2 },
  // The first opening after a vault was filled still compiles and tidies up.
  idleRounds: { runs: values.quick ? 1 : 2, warmUps: 1 },
};

const temporary = mkdtempSync(path.join(tmpdir(), 'counterfoil-bench-'));
try {
  const ours = buildOurs(temporary);
  const built = values.against === undefined ? [ours] : [ours, buildRevision(values.against, temporary)];
  const rows = await measureAll(built, plan);
  console.log(`\n${tableOf(rows, ['floor', ...built.map(({ name }) => name)])}`);
  const { model = '' } = cpus()[0] ?? {};
  const about = { date: new Date().toISOString(), commit: currentCommit(), against: values.against };
  const machine = `${cpus().length} × ${model.trim()}`;
  writeFileSync(RESULT, `${JSON.stringify({ ...about, machine, rows }, null, 2)}\n`);
  console.log(`\nWritten to ${path.relative(process.cwd(), RESULT)}`);
} finally {
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
}
