// A file that did not change between two looks is whole. The time of writing that its disk tells is no help:
// a copy may carry the original's, and a file server's clock may be late.
const UNCHANGED_MS = 10_000;
const LONGEST_STEM_BYTES = 200;

const UNFINISHED = /\.(tmp|part)$/i;
const RESULT = /\.(done|error)\.json$|\.error\.csv$/i;

export const isForTaking = (name: string): boolean =>
  !name.startsWith('.') && !UNFINISHED.test(name) && !RESULT.test(name);

// A bucket shows an object only when all of it has arrived.
export const isWhole = (
  kind: 'folder' | 's3',
  // By the clock that all processes share: when this version was first seen, and now.
  { wasSeen, seenMs, nowMs }: { wasSeen: boolean; seenMs: number; nowMs: number },
): boolean => kind === 's3' || (wasSeen && nowMs - seenMs >= UNCHANGED_MS);

const utf8 = new TextEncoder();

// The name of a result must not be longer than file systems allow, even where the dropped one nearly is.
export const resultNames = (name: string) => {
  let stem = name;
  while (utf8.encode(stem).length > LONGEST_STEM_BYTES) stem = [...stem].slice(0, -1).join('');
  return { done: `${stem}.done.json`, error: `${stem}.error.json`, rows: `${stem}.error.csv` };
};

export type DropRefusal = { code: string; detail: string; errors: readonly object[] };
export type DropOutcome = {
  status: 'done' | 'failed' | 'cancelled' | 'refused';
  batch: { id: string; sha256: string | null; counts: Record<string, number> } | null;
  problem: DropRefusal | null;
  hasAllRows: boolean;
};

const sentence = ({ status, batch, problem, hasAllRows }: DropOutcome, rowsName: string): string => {
  if (status === 'cancelled') return '本批次已被取消，已入库的行保留；需要重报时请再次放入文件。';
  if (status !== 'done') return problem?.detail ?? '文件未能处理，请改正后再次放入。';
  const { accepted = 0, corrected = 0, unchanged = 0, held = 0, rejected = 0 } = batch?.counts ?? {};
  const taken = `已处理：新增 ${accepted} 行、更正 ${corrected} 行、无变化 ${unchanged} 行、待核实 ${held} 行。`;
  if (rejected === 0) return taken;
  const rest = hasAllRows ? '' : '（行数过多，此处只列前一部分，全部请到报送页面下载）';
  return `${taken}退回 ${rejected} 行，见 ${rowsName}${rest}；请改正后另存为其他文件名再放入。`;
};

// The agency's own system reads this file beside the one it dropped.
export const resultOf = (name: string, outcome: DropOutcome, at: Date) => {
  const { status, batch, problem } = outcome;
  const names = resultNames(name);
  const hasRows = (batch?.counts.rejected ?? 0) > 0;
  const body = {
    file: name,
    status,
    batch: batch?.id ?? null,
    sha256: batch?.sha256 ?? null,
    counts: batch?.counts ?? null,
    message: sentence(outcome, names.rows),
    problem,
    refusedRows: hasRows ? names.rows : null,
    at: at.toISOString(),
  };
  const folder = status === 'done' ? 'done' : 'error';
  const written = [names[folder], ...(hasRows ? [names.rows] : [])];
  return {
    folder,
    name: names[folder],
    text: `${JSON.stringify(body, null, 2)}\n`,
    rowsName: hasRows ? names.rows : null,
    // Results of an earlier file of the same name would contradict this one.
    outdated: Object.values(names).filter((one) => !written.includes(one)),
  } as const;
};
