// The two classes that every host offers, Node.js and browsers alike; declared here so that no other
// host interface is in reach of this package's sources.
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label: string, options: { fatal: boolean; ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}
