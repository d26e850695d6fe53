/** What a popup costs that stands open for a period of its codes: nothing may be drawn every second. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Package } from './browser.ts';
import { watchFirstCode } from './first-code.ts';
import { type MainThread, mainThread } from './main-thread.ts';
import { compareWithFloor, type Figures, type Rounds } from './rounds.ts';
import { plainRow, type Row } from './rows.ts';

const GOAL_PERCENT = 1;

/** The first picture and what follows it is over. */
const SETTLE_MS = 3_000;

const percent = (cpuMs: number, wallMs: number) => (cpuMs / wallMs) * 100;

async function standOpen(browser: Browser, of: Package, seconds: number): Promise<Figures> {
  const { popup } = await browser.openPopup(of);
  await (await watchFirstCode(popup)).painted;
  await pause(SETTLE_MS);
  const before: MainThread = await mainThread(popup);
  const [cpuBefore, from] = [await browser.cpuSeconds(), performance.now()];
  await pause(seconds * 1000);
  const [cpuAfter, wallMs] = [await browser.cpuSeconds(), performance.now() - from];
  const after: MainThread = await mainThread(popup);
  await popup.close();
  return {
    mainThread: percent(after.cpuMs - before.cpuMs, wallMs),
    browser: percent((cpuAfter - cpuBefore) * 1000, wallMs),
    scriptMs: after.scriptMs - before.scriptMs,
    layouts: after.layouts - before.layouts,
    styles: after.styles - before.styles,
  };
}

/** @param packages the floor first */
export async function measureIdle(
  browser: Browser,
  [floor, ...packages]: readonly [Package, ...Package[]],
  {
    accounts,
    seconds,
    rounds,
  }: { readonly accounts: number; readonly seconds: number; readonly rounds: Rounds },
): Promise<Row[]> {
  const part = `popup open for ${seconds} s, ${accounts} accounts`;
  const { of } = await compareWithFloor(floor, packages, rounds, (one) => standOpen(browser, one, seconds));
  const runs = new Map(
    [...of].map(([one, pairs]) => [
      one,
      pairs.map(
        (pair): Figures => ({ ...pair.own, beyond: (pair.own.browser ?? 0) - (pair.floor.browser ?? 0) }),
      ),
    ]),
  );
  return [
    plainRow({ part, name: 'main thread', unit: '% of a core' }, runs, 'mainThread', GOAL_PERCENT),
    plainRow(
      { part, name: 'all processes, beyond the floor', unit: '% of a core' },
      runs,
      'beyond',
      GOAL_PERCENT,
    ),
    plainRow({ part, name: 'script', unit: 'ms' }, runs, 'scriptMs'),
    plainRow({ part, name: 'style recalculations', unit: '' }, runs, 'styles', seconds - 1),
    plainRow({ part, name: 'layouts', unit: '' }, runs, 'layouts', seconds - 1),
  ];
}
