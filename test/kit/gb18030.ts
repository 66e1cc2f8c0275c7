// Two bytes a character, or four: found by asking the decoder, since the platform has no encoder for GB18030.
const knownToGb18030 = (): ReadonlyMap<string, readonly number[]> => {
  const decoder = new TextDecoder('gb18030');
  const known = new Map<string, readonly number[]>();
  const learn = (...bytes: number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if (!known.has(text)) known.set(text, bytes);
  };
  for (let high = 0x81; high <= 0xfe; high++) for (let low = 0x40; low <= 0xfe; low++) learn(high, low);
  for (let second = 0x30; second <= 0x39; second++)
    for (let third = 0x81; third <= 0xfe; third++)
      for (let last = 0x30; last <= 0x39; last++)
        for (const high of [0x81, 0x82, 0x90]) learn(high, second, third, last);
  return known;
};

let gb18030: ReadonlyMap<string, readonly number[]> | undefined;
export const gb18030Of = (text: string): Uint8Array => {
  gb18030 ??= knownToGb18030();
  const known = gb18030;
  const ofChinese = (piece: string) =>
    Buffer.from([...piece].flatMap((char) => [...(known.get(char) ?? [])]));
  const pieces = text.split(/(\P{ASCII}+)/u);
  return new Uint8Array(
    Buffer.concat(pieces.map((piece, at) => (at % 2 ? ofChinese(piece) : Buffer.from(piece, 'latin1')))),
  );
};
