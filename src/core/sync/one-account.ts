import type { Account } from '../account';
import { mergeAll } from './conflicts';
import { canonical } from './digest';
import { fieldsOf, type Json, TRASHED } from './fields';
import type { Marks } from './marks';
import type { Theirs } from './own-record';

/** The accounts of a vault, what is remembered of them, and what others tell, each by the id of its account. */
export interface Sides {
  readonly accounts: readonly Account[];
  readonly marks: Readonly<Record<string, Marks>>;
  readonly theirs: ReadonlyMap<string, Theirs>;
}

/** Accounts of one name show the same codes. */
const codeName = (code: Json): string => canonical(code);

const byText = (one: string, other: string): number => (one < other ? -1 : 1);

interface Free {
  readonly id: string;
  readonly isTrashed: boolean;
}

/** What others tell of and nobody here has heard of, by the name of its codes. */
function freeOf({ accounts, marks, theirs }: Sides): Map<string, Free[]> {
  const here = new Set(accounts.map(({ id }) => id));
  const free = new Map<string, Free[]>();
  for (const id of [...theirs.keys()].sort(byText)) {
    const { code, [TRASHED]: trashed } = mergeAll(theirs.get(id) ?? []).merged?.fields ?? {};
    if (!code || here.has(id) || Object.hasOwn(marks, id)) continue;
    const name = codeName(code[0]);
    free.set(name, [...(free.get(name) ?? []), { id, isTrashed: trashed?.[0] === true }]);
  }
  return free;
}

/**
 * Who imported the same file into two browsers has each account twice, under two names of ours. One that nobody has heard
 * of yet takes the other's; where both were told of already, the first of the names stands, as it does on the other side.
 * @returns the new id of each account, here and there, that has one
 */
function newNames({ accounts, marks, theirs }: Sides): {
  mine: Map<string, string>;
  theirs: Map<string, string>;
} {
  const free = freeOf({ accounts, marks, theirs });
  const names = { mine: new Map<string, string>(), theirs: new Map<string, string>() };
  const only = accounts.filter(({ id }) => !theirs.has(id));
  for (const account of only.toSorted((one, other) => byText(one.id, other.id))) {
    const { id, trashedAt } = account;
    const isTold = Object.hasOwn(marks, id);
    const others = free.get(codeName(fieldsOf(account).code ?? null)) ?? [];
    // One that lies in the trash takes no other along.
    const other = others.find(({ isTrashed }) => !isTold || (!isTrashed && trashedAt === undefined));
    if (!other) continue;
    others.splice(others.indexOf(other), 1);
    if (isTold && id < other.id) names.theirs.set(other.id, id);
    else names.mine.set(id, other.id);
  }
  return names;
}

/** With every account that is here and there under one id. */
export function underOneId(sides: Sides): Sides {
  const { mine, theirs } = newNames(sides);
  if (mine.size + theirs.size === 0) return sides;
  const marks = Object.entries(sides.marks).map(([id, one]) => [mine.get(id) ?? id, one] as const);
  const told = [...sides.theirs].map(([before, records]): [string, Theirs] => {
    const id = theirs.get(before) ?? before;
    return [id, records.map((record) => ({ ...record, id }))];
  });
  return {
    accounts: sides.accounts.map((one) => ({ ...one, id: mine.get(one.id) ?? one.id })),
    marks: Object.fromEntries(marks),
    theirs: new Map(told),
  };
}
