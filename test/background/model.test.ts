/** Two pages that do anything at once, against the same commands carried out one after the other in memory. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeVault, openCurrent } from '../../src/background/vault/vault';
import type { Command } from '../../src/core/command-types';
import { applyCommand } from '../../src/core/commands';
import { UserError } from '../../src/core/errors';
import { account, addHotp, hostWith } from './kit';

const COMMANDS = 200;
const IDS = ['a', 'b', 'c', 'd', 'e', 'h'];
const id = fc.constantFrom(...IDS);
const name = fc.constantFrom('one', 'two', 'three');
const command: fc.Arbitrary<Command> = fc.oneof(
  fc
    .constantFrom(...'abcdefg')
    .map((one): Command => ({ type: 'add', accounts: [account(one)], source: 'manual' })),
  fc.record({ type: fc.constant('trash' as const), ids: fc.tuple(id) }),
  fc.record({ type: fc.constant('restore' as const), ids: fc.tuple(id) }),
  fc.record({
    type: fc.constant('patch' as const),
    id,
    base: fc.record({ name: fc.oneof(id, name) }),
    fields: fc.record({ name }),
  }),
  fc.record({ type: fc.constant('reorder' as const), ids: fc.shuffledSubarray(IDS) }),
  fc.record({
    type: fc.constant('remember-site' as const),
    id,
    origin: fc.constantFrom('https://a.example', 'https://b.example'),
  }),
  fc.constant<Command>({ type: 'count-up', id: 'h' }),
);

describe('two pages', () => {
  it('that give 200 random commands each leave what the same commands leave one by one', async () => {
    const host = await hostWith(addHotp);
    const start = await openCurrent(host);
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { minLength: 2 * COMMANDS, maxLength: 2 * COMMANDS }),
        async (all) => {
          const shared = host.copy();
          // They queue for the lock in the order in which they were asked, whichever page asks.
          const given = all.map((one, index) => ({ one, opId: `page ${index % 2}, ${index}` }));
          const running = Promise.allSettled(given.map(({ one, opId }) => changeVault(shared, opId, one)));
          let { content } = start;
          let { rev } = start.stored;
          for (const { one, opId } of given) {
            try {
              const next = applyCommand(content, opId, one, shared.time).content;
              if (next !== content) rev += 1;
              content = next;
              outcomes.add('done');
            } catch (error) {
              if (!(error instanceof UserError)) throw error;
              outcomes.add(error.code);
            }
          }
          await running;
          const left = await openCurrent(shared);
          expect(left.content).toEqual(content);
          expect(left.stored.rev).toBe(rev);
        },
      ),
      { numRuns: 3 },
    );
    expect([...outcomes]).toEqual(expect.arrayContaining(['done', 'conflict', 'account-deleted']));
  }, 120_000);
});
