import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Rows under way; `before`: the place they would come to, counted in the list as it is shown. */
export interface Drag {
  readonly ids: ReadonlySet<string>;
  readonly before: number;
}

interface RowDrag {
  readonly drag: Drag | null;
  /** Begins with the pointer on the handle of a row. */
  readonly start: (event: PointerEvent, ids: ReadonlySet<string>) => void;
  /** Whether the click that ends a drag is the one now being handled; asked once. */
  readonly takeClick: () => boolean;
}

/** So far a hand may tremble, in CSS pixels. */
const STILL = 4;
/** So near to the edge of the window the page scrolls, and so far in one frame at most, in CSS pixels. */
const EDGE = 56;
const FASTEST = 18;

/** Before which of the rows a height of the window lies; the rows stand one under the other. */
function placeAt(list: HTMLElement, y: number): number {
  const rows = list.children;
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const box = rows[middle]?.getBoundingClientRect();
    if (box && box.top + box.height / 2 > y) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How far to scroll in this frame: the nearer to the edge, the faster. `foot`: what covers the end of the window. */
function scrollAt(y: number, foot: number): number {
  const bottom = window.innerHeight - foot;
  const over = y < EDGE ? y - EDGE : Math.max(0, y - (bottom - EDGE));
  return Math.max(-1, Math.min(1, over / EDGE)) * FASTEST;
}

/** Dragging rows by pointer: mouse, pen or finger. Escape, or a pointer that is taken away, leaves all as it was. */
export function useRowDrag(list: RefObject<HTMLElement | null>, onDrop: (drag: Drag) => void): RowDrag {
  const [drag, setDrag] = useState<Drag | null>(null);
  const ending = useRef<AbortController | null>(null);
  const wasDragged = useRef(false);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => () => ending.current?.abort(), []);

  function start(event: PointerEvent, ids: ReadonlySet<string>): void {
    const handle = event.currentTarget;
    if (event.button !== 0 || !(handle instanceof HTMLElement)) return;
    ending.current?.abort();
    const stop = new AbortController();
    ending.current = stop;
    wasDragged.current = false;
    handle.setPointerCapture(event.pointerId);
    const startY = event.clientY;
    let y = startY;
    let under: Drag | null = null;
    const show = (next: Drag | null) => {
      if (next?.before !== under?.before || !next) setDrag(next);
      under = next;
    };
    const follow = () => {
      if (list.current) show({ ids, before: placeAt(list.current, y) });
    };
    const scroll = () => {
      if (stop.signal.aborted) return;
      const foot = document.querySelector('.manage-bar')?.getBoundingClientRect().height ?? 0;
      const by = scrollAt(y, foot);
      if (by !== 0) window.scrollBy(0, by);
      follow();
      requestAnimationFrame(scroll);
    };
    const end = (isDropped: boolean) => {
      stop.abort();
      const dropped = under;
      show(null);
      if (isDropped && dropped) drop.current(dropped);
    };
    const options = { signal: stop.signal };
    const move = (moving: PointerEvent) => {
      y = moving.clientY;
      if (wasDragged.current || Math.abs(y - startY) < STILL) return;
      wasDragged.current = true;
      scroll();
    };
    const onEscape = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape') return;
      pressed.preventDefault();
      end(false);
    };
    handle.addEventListener('pointermove', move, options);
    handle.addEventListener('pointerup', () => end(true), options);
    handle.addEventListener('pointercancel', () => end(false), options);
    addEventListener('keydown', onEscape, { ...options, capture: true });
  }
  const takeClick = () => {
    const was = wasDragged.current;
    wasDragged.current = false;
    return was;
  };
  return { drag, start, takeClick };
}
