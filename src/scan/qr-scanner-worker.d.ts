declare module 'qr-scanner/qr-scanner-worker.min.js' {
  /** In our builds this opens `assets/qr-scanner-engine.js` (`src/build/qr-engine-plugin.ts`). */
  export function createWorker(): Worker;
}
