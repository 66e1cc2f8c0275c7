import { maskCode } from '../../kernel/identifiers.ts';
import { shownName } from '../../kernel/names.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { openedOrNull } from '../../platform/keys/opened.ts';
import { identifierPurpose } from '../subjects/subject-lookup.ts';
import {
  describeSides,
  listSideIdentifiers,
  type SideIdentifier,
  type SideKey,
  type SideRow,
} from './file-side.store.ts';
import type { CandidateRow } from './merge.table.ts';
import type { FileSide, Pair } from './merge-pair.ts';

// An open pair shows its files as they count today; a settled pair shows what was recorded of each of the
// two.
export const sidesOf = (candidate: CandidateRow): readonly [SideKey, SideKey] =>
  candidate.state === 'open'
    ? [
        { file: candidate.firstFile, origin: null },
        { file: candidate.secondFile, origin: null },
      ]
    : [
        { file: candidate.firstFile, origin: candidate.firstId },
        { file: candidate.secondFile, origin: candidate.secondId },
      ];

export const describePairs = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  candidates: readonly CandidateRow[],
): Promise<Pair[]> => {
  if (candidates.length === 0) return [];
  const keys = candidates.flatMap(sidesOf);
  const sides = await describeSides(tx, keys);
  const identifiers = await Promise.all(
    (await listSideIdentifiers(tx, keys)).map(async (one) => ({
      place: one.place,
      ...(await masked(ctx, one)),
    })),
  );
  const shown = sides.map((side) =>
    shownSide(
      side,
      identifiers.flatMap(({ place, ...identifier }) => (place === side.place ? [identifier] : [])),
    ),
  );
  return candidates.map((candidate, place) => ({
    ...candidate,
    subjects: shown.slice(place * 2, place * 2 + 2),
  }));
};

const UNREADABLE = '号码无法打开，请联系运维';

// Numbers are decrypted only to be masked: the registrar compares the visible digits.
const masked = async (ctx: Ctx, { type, code, sealed, lookup }: SideIdentifier) => {
  if (!sealed) return { type, code: code ?? '' };
  const opened = await openedOrNull(ctx, sealed, identifierPurpose(lookup));
  return { type, code: opened === null ? UNREADABLE : maskCode(type, opened) };
};

const shownSide = (side: SideRow, identifiers: FileSide['identifiers']): FileSide => {
  const shown = (name: string) => shownName(side.kind, name);
  return {
    id: side.id,
    kind: side.kind,
    name: shown(side.name),
    otherNames: side.names.map(shown),
    region: side.region,
    identifiers: identifiers.map(({ type, code }) => ({ type, code })),
    recordCount: side.recordCount,
    liveListingCount: side.liveListingCount,
    knownSince: side.createdAt,
  };
};
