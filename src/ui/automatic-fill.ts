import { requestSite } from '../platform/grants';
import { ask } from './ask';

/**
 * Turns automatic fill on for one account on one site: asks the browser for the site, in the gesture itself. What is to
 * happen is told to the background first, which goes on by itself where this popup closes under the question.
 * @returns whether the person granted it
 */
export async function turnOnAutomaticFill(id: string, origin: string): Promise<boolean> {
  const told = ask('expectGrant', { id, origin });
  const isGranted = await requestSite(origin);
  await told;
  if (isGranted) await ask('turnOnAutomatic', { opId: crypto.randomUUID(), id, origin });
  else await ask('dropGrant', {});
  return isGranted;
}
