/** Style sheets are imported for their effect; Vite links them as files. */
declare module '*.css';

/** A file's address after the build, relative to the page. */
declare module '*?url' {
  const url: string;
  export default url;
}
