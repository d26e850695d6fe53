import { useLayoutEffect, useRef } from 'preact/hooks';

/** Takes what was handed, or leaves it to the browser. @param target where it was pasted or dropped */
export type TakeData = (data: DataTransfer, target: EventTarget | null) => boolean;

/** Hears of whatever a person pastes or drops anywhere on the page; of nothing while `take` is null. */
export function useHandedData(take: TakeData | null): void {
  const latest = useRef(take);
  latest.current = take;
  const isListening = take !== null;
  // Not useEffect: it hears from the frame after this one, and a person may be quicker.
  useLayoutEffect(() => {
    if (!isListening) return;
    const hand = (data: DataTransfer | null, event: Event): void => {
      if (data && latest.current?.(data, event.target)) event.preventDefault();
    };
    const paste = (event: ClipboardEvent): void => hand(event.clipboardData, event);
    const drop = (event: DragEvent): void => hand(event.dataTransfer, event);
    /** Without this the browser opens what is dropped; a file input takes it by itself. */
    const allow = (event: DragEvent): void => {
      const isPicker = event.target instanceof HTMLInputElement && event.target.type === 'file';
      if (!isPicker) event.preventDefault();
    };
    document.addEventListener('paste', paste);
    document.addEventListener('drop', drop);
    document.addEventListener('dragover', allow);
    return () => {
      document.removeEventListener('paste', paste);
      document.removeEventListener('drop', drop);
      document.removeEventListener('dragover', allow);
    };
  }, [isListening]);
}
