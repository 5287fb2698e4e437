const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Index after the string that begins at `from`. */
const endOfString = (text: string, from: number): number => {
  for (let at = from + 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === BACKSLASH) at += 1;
    else if (unit === QUOTE) return at + 1;
  }
  return text.length;
};

/** Whether a colon comes next, so that the string that ended here is a member's name. */
const isNameBefore = (text: string, end: number): boolean => {
  let at = end;
  while (' \t\n\r'.includes(text[at] ?? ':')) at += 1;
  return text[at] === ':';
};

/**
 * Tells whether some object of a JSON text names a member twice: parsers differ in which one counts, so such a text has
 * no certain meaning. Names are compared as decoded (`"\u0061"` is `"a"`).
 *
 * @param text must be valid JSON
 */
export const hasDuplicateMembers = (text: string): boolean => {
  /** Names seen in each open object; `null` for an array. */
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '{') open.push(new Set());
    else if (sign === '[') open.push(null);
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === '"') {
      const end = endOfString(text, at);
      const names = open.at(-1);
      if (names && isNameBefore(text, end)) {
        const name = String(JSON.parse(text.slice(at, end)));
        if (names.has(name)) return true;
        names.add(name);
      }
      at = end - 1;
    }
  }
  return false;
};
