import { useEffect, useState } from 'preact/hooks';
import type { TypedAccount } from '../messages';
import { askBuilder } from './ask-builder';
import type { SetUp } from './builder-worker';

/** A person who types pauses longer between two words. */
const PAUSE_MS = 200;

interface Read {
  readonly setUp: SetUp | null;
  readonly error: unknown;
}

/** What the form makes, as it was when the person last paused; `error` says what is wrong in it. */
export function useSetUp(form: TypedAccount): Read {
  const [read, setRead] = useState<Read>({ setUp: null, error: null });
  useEffect(() => {
    let isCurrent = true;
    const show = (found: Read) => isCurrent && setRead(found);
    const timer = setTimeout(() => {
      askBuilder({ do: 'read', fields: form }).then(
        ({ setUp }) => show({ setUp, error: null }),
        (error: unknown) => show({ setUp: null, error }),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [form]);
  return read;
}
