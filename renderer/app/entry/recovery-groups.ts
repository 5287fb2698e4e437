const GROUP = 5;

/** A recovery code in the groups it is printed and typed in: those of its dashes or blanks, else of five characters. */
export const recoveryGroups = (code: string): string[] => {
  const given = code.split(/[\s-]+/).filter(Boolean);
  if (given.length > 1) return given;
  return code.match(new RegExp(`.{1,${GROUP}}`, 'gu')) ?? [];
};
