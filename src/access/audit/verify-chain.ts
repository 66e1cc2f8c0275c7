import { atOneMoment, type Db } from '../../platform/door/db.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { countLines, hasAgencies } from './seal.store.ts';
import { addTrailFault, type TrailReport } from './trail-report.rules.ts';
import { hasUnrecordedChecks } from './unrecorded.store.ts';
import { type Walk, walkTrail } from './walk-trail.ts';
import { type Heard, heardFrom, judgeWitness } from './witnessed.ts';

// Reads the whole trail again, as it is at one moment, reckons digests, seals and tree anew, and compares with what was
// signed and with what a witness holds. The witness is heard first: what it holds by then must be found.
export const verifyChain = async (deps: Deps): Promise<TrailReport> => {
  const heard = await heardFrom(deps);
  const sizes = heard?.told.flatMap(({ said }) => (said ? [said.size] : [])) ?? [];
  return atOneMoment(deps.db, async (tx) => {
    const walk = await walkTrail(tx, deps.vault, sizes);
    judgeSegments(walk);
    await judgeCount(tx, walk);
    if (heard) walk.broken.push(...judgeWitness(heard, found(walk)));
    return reportOf(walk, heard);
  });
};

// A seal that is numbered from elsewhere on belongs to a restoration that was signed; those of earlier releases are as
// good as the checkpoint that took them over.
const judgeSegments = ({ segments, marked, broken }: Walk) => {
  const declared = marked.flatMap(({ marker }) => (marker?.kind === 'restored' ? [marker.firstSeal] : []));
  const adopted = Math.max(
    0,
    ...marked.flatMap(({ marker, sealNo }) => (marker?.kind === 'adopted' ? [sealNo] : [])),
  );
  for (const { firstSeal } of segments)
    if (!declared.includes(firstSeal) && firstSeal > adopted) addTrailFault(broken, firstSeal, 'segment');
};

const judgeCount = async (tx: Db, { broken, sealedLines, unsealedLines, last }: Walk) => {
  const known = sealedLines + unsealedLines;
  if (await hasUnrecordedChecks(tx)) addTrailFault(broken, last?.sealNo ?? 0, 'unrecorded');
  if (known === 0 && (await hasAgencies(tx))) addTrailFault(broken, 0, 'emptied');
  if (broken.length === 0 && (await countLines(tx)) !== known)
    addTrailFault(broken, last?.sealNo ?? 0, 'missing-or-added');
};

const found = ({ tree, roots, marked }: Walk) => ({
  size: tree.size(),
  rootAt: (size: number) => roots.get(size),
  marked,
});

const reportOf = (walk: Walk, heard: Heard | null): TrailReport => ({
  isWhole: walk.broken.length === 0,
  sealCount: walk.sealCount,
  sealedLineCount: walk.sealedLines,
  unsealedLineCount: walk.unsealedLines,
  signedLineCount: walk.last?.size ?? 0,
  checkpointCount: walk.last?.no ?? 0,
  segments: walk.segments,
  markers: walk.marked.flatMap(({ at, size, marker }) => (marker ? [{ at, size, marker }] : [])),
  witness: heard && {
    noteCount: heard.told.length,
    size: Math.max(0, ...heard.told.map(({ said }) => said?.size ?? 0)),
  },
  broken: walk.broken,
});
