/** Electron's `NativeImage` over the bytes of a PNG. */
export type NativeImage = {
  toPNG(): Buffer;
  toDataURL(): string;
  getSize(): { width: number; height: number };
  isEmpty(): boolean;
};

export function nativeImageFromPng(png: Buffer): NativeImage {
  return {
    toPNG: () => png,
    toDataURL: () => `data:image/png;base64,${png.toString('base64')}`,
    // Width and height stand in the IHDR chunk, the first after the signature (PNG, section 11.2.1).
    getSize: () =>
      png.length < 24 ? { width: 0, height: 0 } : { width: png.readUInt32BE(16), height: png.readUInt32BE(20) },
    isEmpty: () => png.length === 0,
  };
}
