import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { classFrom } from '../../law/catalogs/class-from.ts';
import { leftUnsaid } from '../../law/catalogs/decision-contents.rules.ts';
import { measuresOn } from '../../law/measures/measure.store.ts';
import { permit } from '../../platform/door/act.ts';
import { actTogether, type Group } from '../../platform/door/act-together.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { assureIndex } from '../../platform/keys/assure-index.ts';
import { pastInstant } from '../../platform/web/as-of.ts';
import { askedMeasures } from '../../registry/ledger/ledger.rules.ts';
import { identified } from '../../registry/subjects/identified.rules.ts';
import { type Lookups, lookupsOf } from '../../registry/subjects/subject-lookup.ts';
import { assureGround } from '../authorisations/assure-ground.ts';
import { assureProof } from '../authorisations/assure-proof.ts';
import { assureCase } from '../checks/asked-case.rules.ts';
import { shownCode } from './file.rules.ts';
import type { FileQuery } from './file.schema.ts';
import { assureSame, findCreditFiles } from './file.store.ts';
import type { FileListing, FileRecord, FileSubject, FoundFile } from './file-parts.ts';

type Asked = { query: FileQuery; lookups: Lookups; at: string; isPast: boolean; today: string };

// The credit file of one subject, with the provenance of every record; the look is audited with its purpose.
export const showFile = async (ctx: Ctx, query: FileQuery) => {
  const now = ctx.clock.now();
  const identifier = identified(query.subject, dayOf(now));
  assureCase(query);
  await assureProof(ctx, query);
  const { type, code } = identifier;
  const lookups = lookupsOf(ctx.vault, identifier);
  permit(ctx, 'file.query');
  await assureGround(ctx, query, lookups);
  const at = (query.asOf === undefined ? now : pastInstant(query.asOf, now)).toISOString();
  const file = await actTogether({ ...ctx, idempotency: undefined }, fileTogether, {
    query,
    lookups,
    at,
    isPast: query.asOf !== undefined,
    today: dayOf(now),
  });
  assureSame(file, lookups);
  const { subject, records, listings, repairs, disputes, appeals } = file;
  if (!subject) throw new Problem('subject.unknown');
  return {
    subject: {
      kind: subject.kind,
      name: subject.name,
      formerNames: subject.formerNames,
      identifiers: subject.identifiers.map((one) => ({
        type: one.type,
        code: shownCode(one, { type, code }),
      })),
      dissolvedOn: subject.dissolvedOn,
    },
    asOf: query.asOf ?? at,
    records: records.map((record) => ({ ...shownRecord(record), unsaid: unsaidIn(record, subject.kind) })),
    listings: listings.filter(({ kind }) => kind === 'severe').map(shownListing),
    measures: askedMeasures(
      await measuresOn(ctx.db, dayOf(new Date(at))),
      askingOf(listings, dayOf(new Date(at))),
      subject.kind,
    ),
    honours: listings.filter(({ kind }) => kind === 'honour').map(shownListing),
    repairs,
    disputes,
    appeals,
  };
};

const fileTogether: Group<Asked, FoundFile> = {
  action: 'file.query',
  most: 64,
  line: 'statement',
  quotaOf: ({ query }) => query.purpose,
  decide: async (run, members) => {
    const [first] = members as [(typeof members)[number]];
    const asked = members.map(({ item }) => item);
    const [files] = await Promise.all([
      findCreditFiles(run, asked, first.item.today),
      assureIndex(first.ctx, run),
    ]);
    return {
      answers: files.map((value, place) => {
        const { query } = (members[place] as { item: Asked }).item;
        return {
          value,
          audit: {
            subjectId: value.subject?.id ?? null,
            purpose: query.purpose,
            caseNo: query.caseNo ?? null,
            asOf: query.asOf ?? null,
            ...(query.authorisation ? { authorisation: query.authorisation } : {}),
            ...(query.identityProof ? { identityProof: query.identityProof } : {}),
          },
        };
      }),
      write: null,
    };
  },
};

const unsaidIn = ({ catalog, fields }: FileRecord, kind: FileSubject['kind']) => {
  const known = findCatalog(catalog);
  return known ? leftUnsaid(known, fields, kind) : [];
};

// The listings that asked for measures on the day, oldest first.
const askingOf = (listings: readonly FileListing[], on: string) =>
  listings
    .filter(({ state, dueOn, measuresUntil, measuresEndedOn }) => {
      const ends = [dueOn, measuresUntil, measuresEndedOn].filter((day) => day !== null);
      return state === 'listed' && ends.every((day) => day > on);
    })
    .map((listing) => ({ ...listing, until: listing.measuresUntil ?? listing.dueOn }))
    .reverse();

const shownRecord = ({
  agency,
  batchId,
  batchRow,
  documentNo,
  knownFrom,
  knownUntil,
  ...record
}: FileRecord) => ({
  ...record,
  classFrom: classFrom(record),
  validFrom: record.decidedOn,
  validUntil: record.publishedUntil,
  provenance: { agency, batchId, row: batchRow, documentNo, knownFrom, knownUntil },
});

const shownListing = ({ kind: _kind, ...listing }: FileListing) => ({
  ...listing,
  validFrom: listing.listedOn,
  validUntil: listing.endedOn ?? listing.dueOn,
});
