/** Imports that the build answers. */
declare module '*?script&iife' {
  /** Path inside the package, for `scripting.executeScript({ files })`. */
  const path: string;
  export default path;
}
declare module '*?worker&url' {
  const url: string;
  export default url;
}
declare module '*?url' {
  const url: string;
  export default url;
}
declare module '*.css';

/** The bundled icons by title (`build/brand-icons-plugin.ts`). */
declare module 'virtual:brand-names' {
  export const BRAND_NAMES: readonly (readonly [name: string, title: string])[];
}
