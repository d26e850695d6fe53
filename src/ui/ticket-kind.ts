import type { AccountType, Algorithm } from '../core/account';
import { t, tn } from './text';

/** SHA-1 is written "SHA1" in key URIs and "SHA-1" for people. */
export function algorithmText(algorithm: Algorithm): string {
  return algorithm.replace('SHA', 'SHA-');
}

export function typeText(type: AccountType): string {
  const names = {
    totp: t('typeTotp'),
    hotp: t('typeHotp'),
    steam: t('typeSteam'),
    motp: t('typeMotp'),
    yandex: t('typeYandex'),
  };
  return names[type];
}

/** Whether its codes are made from a PIN too. */
export const asksPin = (type: AccountType): boolean => type === 'motp' || type === 'yandex';

interface Kind {
  readonly type: AccountType;
  readonly digits: number;
  readonly algorithm: Algorithm;
  readonly period?: number;
  readonly counter?: number;
}

/** "Time-based, 6 digits, 30 s, SHA-1". */
export function kindText({ type, digits, algorithm, period, counter }: Kind): string {
  const moving = period === undefined ? t('counterAt', counter ?? 0) : t('seconds', period);
  return [typeText(type), tn('digits', digits), moving, algorithmText(algorithm)].join(', ');
}
