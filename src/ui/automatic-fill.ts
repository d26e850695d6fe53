import { requestSite } from '../platform/grants';
import { ask } from './ask';

/**
 * Turns automatic fill on for one account on one site: asks the browser for the site, in the gesture itself. What is to
 * happen is told to the background first, which goes on by itself where this popup closes under the question.
 * @returns whether the person granted it
 * @throws UserError set-by-organisation, whatever the person answers; the background gives such a grant back
 */
export async function turnOnAutomaticFill(id: string, origin: string): Promise<boolean> {
  const [, isGranted] = await Promise.all([ask('expectGrant', { id, origin }), requestSite(origin)]);
  if (isGranted) await ask('turnOnAutomatic', { opId: crypto.randomUUID(), id, origin });
  else await ask('dropGrant', {});
  return isGranted;
}
