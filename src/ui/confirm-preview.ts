import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Arguments, Candidate, LiveCode, PreviewItem } from '../messages';
import { ask } from './ask';

/** Typing in "Edit first" asks once the person pauses; a timer that wakes early would ask for the old code. */
const PAUSE_MS = 300;
const AFTER_EXPIRY_MS = 50;

export type PreviewAccount = Extract<PreviewItem, { kind: 'account' }>;

/** What stands until the background has answered for the new period. */
function advance(item: PreviewItem, now: number): PreviewItem {
  if (item.kind !== 'account' || item.code === null || item.code.expiresAt > now) return item;
  const code: LiveCode = { code: item.code.next, next: '', expiresAt: Number.POSITIVE_INFINITY };
  return { ...item, code };
}

function firstExpiry(items: readonly PreviewItem[]): number {
  const ends = items.map((item) =>
    item.kind === 'account' && item.code ? item.code.expiresAt : Number.POSITIVE_INFINITY,
  );
  return Math.min(...ends);
}

interface Preview {
  /** Null until the first answer. */
  readonly items: readonly PreviewItem[] | null;
  readonly error: unknown;
}

interface Known extends Preview {
  /** What was asked about, but for what the person wrote since. */
  readonly of: readonly Candidate[];
  /** How far the clock of the codes is ahead of ours, in milliseconds. */
  readonly clockOffset: number;
}

interface Asked {
  /** As they were read: what stood of others does not stand for these. */
  readonly of: readonly Candidate[];
  /** Where they were scanned. */
  readonly pageOrigin: string | null;
  readonly source: Arguments<'add'>['source'];
}

/**
 * What the candidates are, with what the person wrote, and with codes that stay current: one timeout at the first
 * expiry (the next code is shown at once, then asked again), no ticks.
 */
export function usePreview(candidates: readonly Candidate[], { of, pageOrigin, source }: Asked): Preview {
  const nothing: Known = { of, items: null, error: null, clockOffset: 0 };
  const [known, setPreview] = useState(nothing);
  const preview = known.of === of ? known : nothing;
  const [round, setRound] = useState(0);

  // Not useEffect: that waits for a frame, and the first answer is awaited.
  useLayoutEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      try {
        const origin = pageOrigin === null ? {} : { pageOrigin };
        const { items, now } = await ask('preview', { candidates: [...candidates], source, ...origin });
        if (isCurrent) setPreview({ of, items, error: null, clockOffset: now - Date.now() });
      } catch (error) {
        if (isCurrent) setPreview((before) => ({ ...(before.of === of ? before : nothing), error }));
      }
    };
    const isFirst = preview.items === null;
    const timer = isFirst ? undefined : setTimeout(() => void load(), PAUSE_MS);
    if (isFirst) void load();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [candidates, pageOrigin, source, round]);

  useEffect(() => {
    const expiry = firstExpiry(preview.items ?? []);
    if (!Number.isFinite(expiry)) return;
    const codeTime = () => Date.now() + preview.clockOffset;
    const roll = (): void => {
      const now = codeTime();
      setPreview((before) => ({ ...before, items: before.items?.map((item) => advance(item, now)) ?? null }));
      setRound((before) => before + 1);
    };
    const timer = setTimeout(roll, Math.max(expiry - codeTime(), 0) + AFTER_EXPIRY_MS);
    return () => clearTimeout(timer);
  }, [preview.items]);

  return preview;
}
