import { Problem } from '../../kernel/problems.ts';
import { columnAt, columnText, type DbRow, type Statement } from '../../platform/door/db.ts';
import { secondsText } from '../../platform/door/utc-text.ts';
import type { HeldRemoval } from '../../registry/records/held-removal.rules.ts';
import { isByNumberAlone, type Lookups } from '../../registry/subjects/subject-lookup.ts';
import type {
  FileAppeal,
  FileDispute,
  FileListing,
  FileRecord,
  FileRepair,
  FileSubject,
  FoundFile,
} from './file-parts.ts';
import { fileStatement } from './file-statement.rules.ts';

const words = { columnAt, secondsText };
const TODAY = fileStatement('today', words);
const PAST = fileStatement('past', words);

// isPast: asked as of an instant, so that what has moved to another file since is looked for where it stood.
export const findCreditFiles = async (
  run: Statement,
  asked: readonly { lookups: Lookups; at: string; isPast?: boolean }[],
  today: string,
): Promise<FoundFile[]> => {
  const found = await run(asked.some(({ isPast }) => isPast) ? PAST : TODAY, [
    columnText(asked.map(({ lookups }) => lookups[0])),
    columnText(asked.map(({ at }) => at)),
    today,
    columnText(asked.map(({ lookups }) => lookups[1])),
    columnText(asked.map(({ lookups }) => lookups[2])),
  ]);
  const files = asked.map(
    (): FoundFile => ({ subject: null, records: [], listings: [], repairs: [], disputes: [], appeals: [] }),
  );
  for (const row of found) addPart(files[Number(row.place) - 1] as FoundFile, row);
  for (const { records, listings, repairs, disputes, appeals } of files) {
    records.sort((a, b) => latestFirst(a.decidedOn, b.decidedOn) || b.id - a.id);
    listings.sort((a, b) => latestFirst(a.listedOn, b.listedOn) || b.id - a.id);
    for (const cases of [repairs, disputes, appeals]) cases.sort((a, b) => b.id - a.id);
  }
  return files;
};

// A passport's number alone proves nobody: another person's file is not handed out, nor "no record" said.
// Where neither the question nor the file tells a country, the number is all there is.
export const assureSame = ({ subject }: FoundFile, lookups: Lookups): void => {
  if (!subject || !isByNumberAlone(lookups, subject.foundAt)) return;
  if (lookups[0] !== null || subject.foundAt === 3) throw new Problem('subject.uncertain');
};

const latestFirst = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0);

type FoundListing = Omit<FileListing, 'flags'> & { removal: Pick<HeldRemoval, 'suspends'> | null };
const flagged = ({ removal, ...listing }: FoundListing): FileListing => ({
  ...listing,
  flags: [
    ...(listing.isDisputed ? ['disputed' as const] : []),
    ...(listing.isUnderAppeal ? ['under-appeal' as const] : []),
    ...(listing.isStayed ? ['stayed' as const] : []),
    ...(removal ? ['removal-held' as const] : []),
    ...(removal?.suspends ? ['measures-suspended' as const] : []),
  ],
});

const addPart = (file: FoundFile, { part, fact }: DbRow) => {
  if (part === 'subject') file.subject = fact as FileSubject;
  else if (part === 'record') file.records.push(fact as FileRecord);
  else if (part === 'listing') file.listings.push(flagged(fact as FoundListing));
  else if (part === 'repair') file.repairs.push(fact as FileRepair);
  else if (part === 'dispute') file.disputes.push(fact as FileDispute);
  else file.appeals.push(fact as FileAppeal);
};
