/** Accounts on their way to another app, or to paper. */
import type { Locator } from 'playwright-core';
import { button, confirmWith, openMore, openSettings, type Screen, type Stage } from '../stage.ts';

const exportForm = ({ page }: Stage): Locator => page.locator('form:has(.export-choice)');

export async function openExport(stage: Stage): Promise<void> {
  await openSettings(stage);
  await openMore(stage, 'toOtherApp');
}

export async function chooseFormat(stage: Stage, format: string): Promise<void> {
  await exportForm(stage).locator('select').selectOption(format);
}

/** Of a format that is shown and not saved. */
export async function showExported(stage: Stage): Promise<void> {
  await button(stage, 'exportShow').click();
  await confirmWith(stage);
}

export const exportScreens: readonly Screen[] = [
  {
    name: 'export-codes',
    async show(stage) {
      await openExport(stage);
      await chooseFormat(stage, 'google');
      await showExported(stage);
      await stage.page.locator('.qr-code').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'export-paper',
    async show(stage) {
      await openExport(stage);
      await chooseFormat(stage, 'paper');
      await showExported(stage);
      await stage.page.locator('.export-paper .qr-code').first().waitFor();
    },
  },
  {
    name: 'export-sealed',
    async show(stage) {
      await openExport(stage);
      await exportForm(stage).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'export-losses',
    async show(stage) {
      await openExport(stage);
      await stage.page.locator('.export-choice input').first().uncheck();
      for (const pick of await stage.page.locator('.export-picks input').all()) await pick.check();
      await chooseFormat(stage, '2fas-sealed');
      await stage.page.locator('.export-losses').scrollIntoViewIfNeeded();
    },
  },
];
