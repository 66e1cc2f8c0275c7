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

const NAMESPACES: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
  'http://schemas.openxmlformats.org/package/2006/relationships',
]);
const prefixOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf(':')));

// The prefix says nothing, its namespace does: <xdr:row> is no row. The root's own namespace counts as the
// file's.
const localNames = (root: string, attributes: Readonly<Record<string, string>>) => {
  const own = new Set([prefixOf(root)]);
  for (const [name, value] of Object.entries(attributes))
    if (NAMESPACES.has(value)) {
      if (name === 'xmlns') own.add('');
      else if (name.startsWith('xmlns:')) own.add(name.slice(6));
    }
  const isBareOwn = own.has('');
  return (name: string): string => {
    const at = name.indexOf(':');
    if (at < 0) return isBareOwn ? name : `:${name}`;
    return own.has(name.slice(0, at)) ? name.slice(at + 1) : name;
  };
};

// root must close by itself: htmlparser2 would quietly close it at the end of a cut-off file.
export const xmlSink = (root: string, handler: XmlHandler): XmlSink => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isWhole = false;
  let depth = 0;
  let silence = 0;
  let local: ((name: string) => string) | undefined;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        silence = 0;
        if (++depth > DEEPEST) throw new Problem('batch.bomb');
        local ??= localNames(name, attributes);
        handler.open(local(name), attributes);
      },
      ontext: (text) => {
        silence = 0;
        handler.text?.(text);
      },
      onclosetag: (name, isImplied) => {
        depth--;
        const named = local?.(name) ?? name;
        if (named === root && !isImplied) isWhole = true;
        handler.close?.(named);
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
