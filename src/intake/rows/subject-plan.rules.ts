import { isPersonIdentifier } from '../../kernel/identifiers.ts';
import {
  chooseSubject,
  derivedKey,
  type Key,
  regionOf,
  type Taken,
  takenKey,
} from '../../registry/subjects/resolve.rules.ts';
import type { PreparedRow } from '../reading/prepared-row.rules.ts';
import type { Subject } from './row-decision.rules.ts';

export type Newcomer = { identifier: Key; kind: Subject['kind']; name: string; region: string };
// beside: a number that stands on the file of another number of its row; isWritten: with the newcomer itself.
export type SubjectPlan = {
  newcomers: readonly Newcomer[];
  beside: readonly { lookup: string; anchor: string; isWritten: boolean }[];
};
type Placed = { id: number; originId: number; anchor: string };
type Planning = {
  region: string;
  seen: Map<string, Placed>;
  taken: Set<string>;
  newcomers: Newcomer[];
  beside: SubjectPlan['beside'][number][];
};

// Plans the subjects that a wave of rows adds, each once, and the numbers that will share one file. It goes
// row by row, so that a later row finds the subject of an earlier one.
export const planSubjects = (
  rows: readonly PreparedRow[],
  known: ReadonlyMap<string, Subject>,
  { taken, region }: { taken: Taken; region: string },
): SubjectPlan => {
  const seen = new Map(
    [...known].map(([lookup, { id, originId }]) => [lookup, { id, originId, anchor: lookup }]),
  );
  const planning: Planning = { region, seen, taken: new Set(taken), newcomers: [], beside: [] };
  for (const { identifiers, related, draft } of rows) {
    placeRow(planning, identifiers, draft.subject);
    for (const { identifier, name } of related)
      if (!planning.seen.has(identifier.lookup))
        open(planning, identifier, {
          kind: isPersonIdentifier(identifier.type) ? 'person' : 'organisation',
          name,
        });
  }
  return planning;
};

const placeRow = (
  planning: Planning,
  identifiers: readonly Key[],
  about: Omit<Newcomer, 'identifier' | 'region'>,
) => {
  const { subject, others, missing, strongest } = chooseSubject(identifiers, planning.seen, planning.taken);
  if (!strongest) return;
  const placed = subject ?? open(planning, strongest, about);
  if (others.length > 0) return;
  for (const key of missing)
    if (!planning.seen.has(key.lookup)) stand(planning, key, { placed, isWritten: false });
};

const open = (
  planning: Planning,
  key: Key,
  { kind, name }: Omit<Newcomer, 'identifier' | 'region'>,
): Placed => {
  const id = -1 - planning.newcomers.length;
  const placed = { id, originId: id, anchor: key.lookup };
  planning.newcomers.push({ identifier: key, kind, name, region: regionOf(key, planning.region) });
  planning.seen.set(key.lookup, placed);
  planning.taken.add(takenKey(id, key.type));
  const derived = derivedKey(key);
  if (derived && !planning.seen.has(derived.lookup)) stand(planning, derived, { placed, isWritten: true });
  return placed;
};

const stand = (
  planning: Planning,
  key: Key,
  { placed, isWritten }: { placed: Placed; isWritten: boolean },
) => {
  planning.seen.set(key.lookup, placed);
  planning.taken.add(takenKey(placed.id, key.type));
  planning.beside.push({ lookup: key.lookup, anchor: placed.anchor, isWritten });
};
