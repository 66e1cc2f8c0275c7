// Node writes only UTF-8: the two-byte area of GB18030, read once and turned round.
const table = (): ReadonlyMap<string, readonly [number, number]> => {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (char.length === 1 && char !== '\uFFFD' && !found.has(char)) found.set(char, [lead, trail]);
    }
  return found;
};

export const toGb18030 = (text: string): Uint8Array => {
  const pairs = table();
  const bytes = [...text].flatMap((char) => {
    const code = char.charCodeAt(0);
    if (code < 0x80) return [code];
    const pair = pairs.get(char);
    if (!pair) throw new Error(`${char} is outside the two-byte area of GB18030`);
    return [...pair];
  });
  return Uint8Array.from(bytes);
};
