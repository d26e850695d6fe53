import { describe, expect, it } from 'vitest';
import { withConflict } from '../../../src/core/sync/sync-settings';

const conflict = { id: 'Acme', field: 'name', kept: 'here', lost: 'there' };

describe('conflicts that wait for a person', () => {
  it('have names of their own, two of one field at one instant as well', () => {
    const one = withConflict([], conflict, 5);
    const two = withConflict(one, { ...conflict, lost: 'elsewhere' }, 5);
    const three = withConflict(two, { ...conflict, field: 'note' }, 5);
    expect(three.map(({ field, at }) => [field, at])).toEqual([
      ['name', 5],
      ['name', 6],
      ['note', 5],
    ]);
  });
});
