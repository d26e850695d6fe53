import type { Session } from './cdp-pipe.ts';

export interface MainThread {
  /** CPU time and not wall time (`threadTicks`): what other programs do meanwhile does not count. */
  readonly cpuMs: number;
  readonly scriptMs: number;
  readonly styleMs: number;
  readonly layouts: number;
  readonly styles: number;
  readonly nodes: number;
}

/** What the page's main thread has done so far; `Performance.enable` was sent before. */
export async function mainThread(page: Session): Promise<MainThread> {
  const { metrics } = await page.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    cpuMs: value('TaskDuration') * 1000,
    scriptMs: value('ScriptDuration') * 1000,
    styleMs: (value('RecalcStyleDuration') + value('LayoutDuration')) * 1000,
    layouts: value('LayoutCount'),
    styles: value('RecalcStyleCount'),
    nodes: value('Nodes'),
  };
}
