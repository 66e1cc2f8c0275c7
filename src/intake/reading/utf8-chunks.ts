const LONGEST_SEQUENCE = 4;

// Gives the end of the last whole character, so that each chunk can be decoded by itself: several times
// faster than a streaming decoder.
export const wholeCharacters = (bytes: Uint8Array): number => {
  for (let back = 1; back < LONGEST_SEQUENCE && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
};

const sequenceLength = (lead: number): number => {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
};
