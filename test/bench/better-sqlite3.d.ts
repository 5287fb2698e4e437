/** Plain better-sqlite3 brings no types; it has the interface of the encrypted one, which was made from it. */
declare module 'better-sqlite3' {
  export { default } from 'better-sqlite3-multiple-ciphers';
}
