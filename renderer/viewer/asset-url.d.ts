/** Vite answers the address of a file imported with `?url`; the file itself is copied beside the bundle. */
declare module '*?url' {
  const url: string;
  export default url;
}
