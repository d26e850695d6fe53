import type { Host } from '../../platform/host';
import { inMemory } from '../lock/memory';

/**
 * Whether the vault holds what only a later version of ours understands. The file itself does not tell, so that it is
 * known once somebody has opened it. In memory: it is gone with the update that brings the later version.
 */
const NEWER = 'newer';

/** Every page shows what can be done then. */
export async function noteNewer(host: Host): Promise<void> {
  await inMemory(host.session.set({ [NEWER]: true }));
  host.announce({ type: 'locked' });
}

export async function isNewer(host: Host): Promise<boolean> {
  return (await inMemory(host.session.get([NEWER])))[NEWER] === true;
}
