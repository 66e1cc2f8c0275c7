import { atOneMoment, type Db } from '../../platform/door/db.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { ALL_XIDS, follows, GENESIS, isNextNo, nextStart } from './seal.rules.ts';
import { alteredLines, countLines, foldLines, listSegments, type Seal, sealsAfter } from './seal.store.ts';

type Segment = Awaited<ReturnType<typeof listSegments>>[number];

export type ChainReport = {
  isWhole: boolean;
  sealCount: number;
  sealedLineCount: number;
  unsealedLineCount: number;
  // Begun after a restored back-up.
  segments: Segment[];
  broken: { seal: number; why: 'altered' | 'missing-or-added' | 'chain' | 'gap'; lines: number[] }[];
};

// Reads the whole trail again, as it is at one moment, for others go on writing lines. altered: a line's words
// were changed; missing-or-added: lines were; chain, gap: seals were.
export const verifyChain = (deps: Deps): Promise<ChainReport> => atOneMoment(deps.db, walkChain);

const walkChain = async (tx: Db): Promise<ChainReport> => {
  const report: ChainReport = {
    ...{ isWhole: true, sealCount: 0, sealedLineCount: 0, unsealedLineCount: 0 },
    segments: await listSegments(tx),
    broken: [],
  };
  let before: Seal | undefined;
  for (
    let page = await sealsAfter(tx, 0, 200);
    page.length > 0;
    page = await sealsAfter(tx, before?.no ?? 0, 200)
  ) {
    for (const seal of page) {
      report.broken.push(...(await faultsOf(tx, seal, { before, segments: report.segments })));
      report.sealCount += 1;
      report.sealedLineCount += seal.lineCount;
      before = seal;
    }
  }
  const waiting = { ...nextStart(before), throughId: null, toXid: ALL_XIDS };
  const altered = await alteredLines(tx, waiting);
  if (altered.length > 0) report.broken.push({ seal: (before?.no ?? 0) + 1, why: 'altered', lines: altered });
  report.unsealedLineCount = (await foldLines(tx, waiting, GENESIS)).lineCount;
  const known = report.sealedLineCount + report.unsealedLineCount;
  if (report.broken.length === 0 && (await countLines(tx)) !== known)
    report.broken.push({ seal: before?.no ?? 0, why: 'missing-or-added', lines: [] });
  return { ...report, isWhole: report.broken.length === 0 };
};

type Context = { before: Seal | undefined; segments: readonly Segment[] };

const faultsOf = async (
  tx: Db,
  seal: Seal,
  { before, segments }: Context,
): Promise<ChainReport['broken']> => {
  const faults: ChainReport['broken'] = [];
  if (seal.previous !== (before?.hash ?? GENESIS) || !isNextNo(seal.no, before, segments))
    faults.push({ seal: seal.no, why: 'chain', lines: [] });
  if (!follows(seal, before)) faults.push({ seal: seal.no, why: 'gap', lines: [] });
  // No line of a seal lies above its highest; later transaction ids of a restored
  // server may be as low as these.
  const range = { ...seal, throughId: seal.highestId };
  const altered = await alteredLines(tx, range);
  const { hash } = await foldLines(tx, range, seal.previous);
  if (altered.length > 0) faults.push({ seal: seal.no, why: 'altered', lines: altered });
  else if (hash !== seal.hash) faults.push({ seal: seal.no, why: 'missing-or-added', lines: [] });
  return faults;
};
