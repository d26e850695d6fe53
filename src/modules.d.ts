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
