import { escaped } from '../../platform/sheets/xlsx-sheet.ts';
import { listWords, type MatterList } from './matter-columns.ts';

// name and list: of that edition; null where the edition took the matter out.
export type MatterChange = {
  code: string;
  edition: number;
  editionName: string;
  at: string;
  name: string | null;
  department: string | null;
  list: MatterList | null;
};

const titleOf = ({ name, code, list }: MatterChange): string =>
  list === null ? `${code}：移出清单` : `${name}：${listWords[list]}`;

const entry = (change: MatterChange, origin: string): string => {
  const page = escaped(`${origin}/public/matters/${encodeURIComponent(change.code)}`);
  return [
    '<entry>',
    `<id>${page}#edition-${change.edition}</id>`,
    `<title>${escaped(titleOf(change))}</title>`,
    `<updated>${change.at}</updated>`,
    `<link href="${page}"/>`,
    `<summary>${escaped([change.department, change.editionName].filter(Boolean).join(' · '))}</summary>`,
    '</entry>',
  ].join('');
};

// Basis: RFC 4287 (Atom)
export const atomOf = (changes: readonly MatterChange[], about: { origin: string; now: string }): string => {
  const self = escaped(`${about.origin}/public/matters.atom`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    `<id>${self}</id><title>证明事项清单的变化</title><updated>${changes[0]?.at ?? about.now}</updated>`,
    `<link rel="self" href="${self}"/><author><name>证明事项清单</name></author>`,
    ...changes.map((change) => entry(change, about.origin)),
    '</feed>',
  ].join('');
};
