import { Parser } from 'htmlparser2';
import { Problem } from '../../kernel/problems.ts';

export type XmlSink = (bytes: Uint8Array, isLast: boolean) => void;

type XmlHandler = {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
};

// Neither nesting nor one endless tag may fill the memory.
const DEEPEST = 64;
const LONGEST_SILENCE = 4 * 1024 ** 2;

const unprefixed = (name: string) => name.slice(name.indexOf(':') + 1);

// root must close by itself: htmlparser2 would quietly close it at the end of a cut-off file.
export const xmlSink = (root: string, handler: XmlHandler): XmlSink => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isWhole = false;
  let depth = 0;
  let silence = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        silence = 0;
        if (++depth > DEEPEST) throw new Problem('batch.bomb');
        handler.open(unprefixed(name), attributes);
      },
      ontext: (text) => {
        silence = 0;
        handler.text?.(text);
      },
      onclosetag: (name, isImplied) => {
        depth--;
        if (unprefixed(name) === root && !isImplied) isWhole = true;
        handler.close?.(unprefixed(name));
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  return (bytes, isLast) => {
    const text = decoded(decoder, bytes, isLast);
    parser.write(text);
    silence += text.length;
    if (silence > LONGEST_SILENCE + text.length) throw new Problem('batch.bomb');
    if (!isLast) return;
    parser.end();
    if (!isWhole) throw new Problem('batch.unreadable');
  };
};

const decoded = (decoder: TextDecoder, bytes: Uint8Array, isLast: boolean): string => {
  try {
    return decoder.decode(bytes, { stream: !isLast });
  } catch {
    throw new Problem('batch.unreadable');
  }
};
