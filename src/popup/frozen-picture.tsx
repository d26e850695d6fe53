import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../ui/icon-button';
import { t } from '../ui/text';
import './frozen-picture.css';
import type { Box } from './scan-reading';

interface Props {
  readonly image: ImageData;
  /** The codes that were found, framed and, where there are several, numbered. */
  readonly marks: readonly Box[];
  /** A part that the person framed, to look at more closely. */
  readonly onRegion: (region: Box) => void;
}

/** How high it is at first, in pixels: low where what was found stands below. */
const HEIGHT = { found: 144, nothing: 240 };
const MOST_ZOOM = 8;
/** A shorter drag is a click, in pixels of the screen. */
const SHORTEST_DRAG = 8;
/** One press of an arrow key, of the picture's side. */
const STEP = 0.05;

const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

function boxBetween(a: { x: number; y: number }, b: { x: number; y: number }): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

/** A place in the picture as a place in whatever size it is shown. */
function placeOf({ x, y, width, height }: Box, image: ImageData) {
  const across = (value: number) => `${(100 * value) / image.width}%`;
  const down = (value: number) => `${(100 * value) / image.height}%`;
  return { left: across(x), top: down(y), width: across(width), height: down(height) };
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The frame moved by an arrow key, or with Shift made larger or smaller; the first press puts it in the middle. */
function moved(frame: Box | null, key: string, isShift: boolean, { width, height }: ImageData): Box | null {
  const arrow = ARROWS[key];
  if (!arrow) return null;
  if (!frame) return { x: width / 3, y: height / 3, width: width / 3, height: height / 3 };
  const [across, down] = [arrow[0] * STEP * width, arrow[1] * STEP * height];
  if (isShift) {
    const wider = clamp(frame.width + across, width - frame.x);
    const taller = clamp(frame.height + down, height - frame.y);
    return { ...frame, width: Math.max(STEP * width, wider), height: Math.max(STEP * height, taller) };
  }
  const x = clamp(frame.x + across, width - frame.width);
  return { ...frame, x, y: clamp(frame.y + down, height - frame.height) };
}

/** The picture as it was read. Nothing in it moves, so that what the person frames is what is looked at. */
export function FrozenPicture({ image, marks, onRegion }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<HTMLButtonElement>(null);
  const from = useRef<{ x: number; y: number } | null>(null);
  const [frame, setFrame] = useState<Box | null>(null);
  const [zoom, setZoom] = useState(1);

  useLayoutEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
    setFrame(null);
    setZoom(1);
  }, [image]);

  function pointOf(event: PointerEvent): { x: number; y: number } {
    const box = stage.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    const x = clamp((event.clientX - box.left) / box.width, 1) * image.width;
    return { x, y: clamp((event.clientY - box.top) / box.height, 1) * image.height };
  }

  function begin(event: PointerEvent): void {
    if (event.button !== 0) return;
    stage.current?.setPointerCapture(event.pointerId);
    from.current = pointOf(event);
  }

  function drag(event: PointerEvent): void {
    if (from.current) setFrame(boxBetween(from.current, pointOf(event)));
  }

  function end(event: PointerEvent): void {
    if (!from.current) return;
    const region = boxBetween(from.current, pointOf(event));
    const shown = (stage.current?.clientWidth ?? 1) / image.width;
    from.current = null;
    if (Math.max(region.width, region.height) * shown >= SHORTEST_DRAG) onRegion(region);
    else setFrame(null);
  }

  /** The browser took the finger for the moving of the picture. */
  function leave(): void {
    from.current = null;
    setFrame(null);
  }

  function press(event: KeyboardEvent): void {
    const next = moved(frame, event.key, event.shiftKey, image);
    if (next) setFrame(next);
    else if (event.key === 'Enter' && frame) onRegion(frame);
    else if (event.key === 'Escape' && frame) setFrame(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const height = marks.length > 0 ? HEIGHT.found : HEIGHT.nothing;
  const width = `calc(${zoom} * min(100%, ${(height * image.width) / image.height}px))`;
  return (
    <figure class="frozen">
      <div class="frozen-view" style={{ maxHeight: `${height + 2}px` }}>
        <div class="frozen-stage" dir="ltr" style={{ width }}>
          <button
            ref={stage}
            type="button"
            class={zoom > 1 ? 'moves' : ''}
            aria-label={t('frozenPicture')}
            onPointerDown={begin}
            onPointerMove={drag}
            onPointerUp={end}
            onPointerCancel={leave}
            onKeyDown={press}
          >
            <canvas ref={canvas} width={image.width} height={image.height} />
          </button>
          <div aria-hidden="true">
            {marks.map((mark, index) => (
              <span class="frozen-mark" style={placeOf(mark, image)} key={index}>
                {marks.length > 1 && <b>{index + 1}</b>}
              </span>
            ))}
            {frame && <span class="frozen-frame" style={placeOf(frame, image)} />}
          </div>
        </div>
      </div>
      <figcaption class="frozen-tools">
        <span class="small muted">{t(marks.length > 0 ? 'frameOther' : 'frameIt')}</span>
        <IconButton icon="minus" label={t('zoomOut')} onClick={() => setZoom(Math.max(1, zoom / 2))} />
        <IconButton icon="plus" label={t('zoomIn')} onClick={() => setZoom(Math.min(MOST_ZOOM, zoom * 2))} />
      </figcaption>
    </figure>
  );
}
