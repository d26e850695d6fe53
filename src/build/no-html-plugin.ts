/**
 * Takes the one assignment to `innerHTML` out of preact. Ours never asks for it (`dangerouslySetInnerHTML` is a lint
 * error and Trusted Types would refuse it), but add-on reviewers and `web-ext lint` look at the built code, and a sink
 * that is not there cannot be reached.
 */
import type { Plugin } from 'vite';

const PREACT = /[\\/]preact[\\/]dist[\\/]preact\.(?:mjs|js)$/u;
const ASSIGNMENT = /\w\.innerHTML=\w\.__html/gu;

/** @throws Error if the package has changed shape, so that no build silently keeps the sink */
export function withoutHtmlSink(source: string): string {
  if (source.match(ASSIGNMENT)?.length !== 1)
    throw new Error('preact changed shape: its HTML sink was not found');
  return source.replace(ASSIGNMENT, '0');
}

export function noHtml(): Plugin {
  return {
    name: 'counterfoil-no-html',
    apply: 'build',
    transform: (code, id) => (PREACT.test(id) ? { code: withoutHtmlSink(code), map: null } : null),
  };
}
