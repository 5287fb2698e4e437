import manifest from '../../package.json' with { type: 'json' };

/** Product version, as the User-Agent and records name it. */
export const { version } = manifest;
