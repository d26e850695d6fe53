/** The part of the Trusted Types API used here; Firefox has it since 148, Chrome since 83. */
interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): URL };
}

const trustedTypes = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;

function ownScriptUrl(url: string): string {
  if (!url.startsWith(`${location.origin}/`))
    throw new TypeError('Workers are opened from our own files only');
  return url;
}

/**
 * Made once per page: the policy (`trusted-types counterfoil` in the manifest) allows no second one of this
 * name, so no other file can mint a script URL.
 */
const policy = trustedTypes?.createPolicy('counterfoil', { createScriptURL: ownScriptUrl });

/**
 * Opens a worker on a file of our own package: the only way to one, because Trusted Types
 * refuse plain URLs and `blob:` workers, which Chromium would run in spite of `worker-src 'self'`.
 *
 * @throws TypeError if the file is of another origin.
 */
export function openWorker(url: URL): Worker {
  const script = policy ? policy.createScriptURL(url.href) : ownScriptUrl(url.href);
  return new Worker(script, { type: 'module' });
}
