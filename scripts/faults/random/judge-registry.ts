import { succeeded } from './call.ts';
import type { City } from './city.ts';
import {
  type Asked,
  companies,
  isLive,
  type Listed,
  listingsOf,
  stoodThroughout,
  wasAbsent,
} from './model.ts';
import { askMany } from './questions.ts';

type File = {
  listings: { documentNo: string | null; reason: string; state: string }[];
  records: { catalog: string; sourceNo: string; version: number }[];
};

const fileOf = async ({ fleet, keys }: City, company: number): Promise<File> => {
  const subject = { type: 'uscc', code: companies[company]?.uscc };
  const { status, body } = await succeeded(fleet, {
    method: 'POST',
    path: '/api/v1/files/query',
    key: keys.window,
    json: { subject, purpose: 'licensing' },
  }).catch((error) => {
    // Nobody has heard of a company that no act has touched.
    if (String(error).includes(': 404 ')) return { status: 404, body: { listings: [], records: [] } };
    throw error;
  });
  void status;
  return body as File;
};

const sorted = (items: readonly string[]) => items.toSorted().join(' | ');

const differing = (what: string, is: readonly string[], should: readonly string[]): string[] =>
  sorted(is) === sorted(should)
    ? []
    : [`${what}: is ${sorted(is) || '–'}, should be ${sorted(should) || '–'}`];

const judgeFile = async (city: City, company: number): Promise<string[]> => {
  const { listings, records } = await fileOf(city, company);
  const live = listingsOf(city.model, company).filter(isLive);
  const penalties = city.model.penalties.filter((one) => one.company === company);
  const name = companies[company]?.name;
  return [
    ...differing(
      `file of ${name}, listings`,
      listings.map(({ documentNo, reason }) => `${documentNo} ${reason}`),
      live.map(({ documentNo, reason }) => `${documentNo} ${reason}`),
    ),
    ...differing(
      `file of ${name}, records`,
      records.map(({ catalog, sourceNo }) => `${catalog} ${sourceNo}`),
      [
        ...live.map(({ sourceNo }) => `serious-violation ${sourceNo}`),
        ...penalties.map(({ sourceNo }) => `administrative-penalty ${sourceNo}`),
      ],
    ),
    ...differing(
      `file of ${name}, versions`,
      records
        .filter(({ catalog }) => catalog === 'serious-violation')
        .map((one) => `${one.sourceNo} ${one.version}`),
      live.map(({ sourceNo, version }) => `${sourceNo} ${version}`),
    ),
  ];
};

const uploadsDone = async (city: City): Promise<string[]> => {
  const faults: string[] = [];
  for (const { id, rows, listed } of city.model.uploads.splice(0)) {
    const { body } = await succeeded(city.fleet, { path: `/api/v1/batches/${id}`, key: city.keys.market });
    const { status, counts } = body as { status: string; counts: { rows: number; accepted: number } };
    if (status !== 'done' || counts.rows !== rows || counts.accepted !== rows)
      faults.push(`upload ${id} of ${rows} rows: ${status} ${JSON.stringify(counts)}`);
    for (const one of listed) one.listedAt = performance.now();
  }
  return faults;
};

const judgeAnswer = (listings: readonly Listed[], asked: Asked): string[] => {
  const certain = listings.filter((one) => stoodThroughout(one, asked));
  const absent = new Set(listings.filter((one) => wasAbsent(one, asked)).map(({ documentNo }) => documentNo));
  const said = `check ${asked.caseNo} of ${companies[asked.company]?.name} says ${asked.outcome}`;
  return [
    ...(certain.length > 0 && asked.outcome !== 'ineligible' ? [`${said} while listed`] : []),
    ...(absent.size === listings.length && asked.outcome === 'ineligible'
      ? [`${said} and nothing stands`]
      : []),
    ...certain
      .filter(({ documentNo }) => !asked.documentNos.includes(documentNo))
      .map(({ documentNo }) => `${said} without ${documentNo}, which stands`),
    ...asked.documentNos
      .filter((no) => no !== null && absent.has(no))
      .map((no) => `${said} because of ${no}, which does not stand`),
  ];
};

const answersRight = ({ model }: City): string[] =>
  model.asked.splice(0).flatMap((asked) => judgeAnswer(listingsOf(model, asked.company), asked));

// One for each key; for a batch, which has none, at most one for each try.
const questionsOnce = async ({ sql, model, life }: City): Promise<string[]> => {
  const stored = await sql`select case_no as no, count(*)::int as count from checks
    where starts_with(case_no, ${`${life}-`}) group by case_no`;
  const counts = new Map(stored.map(({ no, count }) => [String(no), Number(count)]));
  return [...model.questions].flatMap(([no, most]) => {
    const count = counts.get(no) ?? 0;
    return count >= 1 && count <= most ? [] : [`check ${no} is stored ${count} times, asked ${most} times`];
  });
};

// Who the story names and what it says of them, against files, checks, uploads and the book of checks.
export const judgeRegistry = async (city: City, trial: string): Promise<string[]> => {
  const faults = [...(await uploadsDone(city)), ...answersRight(city)];
  await askMany(
    city,
    companies.map((_, company) => ({ company, caseNo: `J${trial}.${company}` })),
  );
  faults.push(...answersRight(city));
  const files = await Promise.all(companies.map((_, company) => judgeFile(city, company)));
  faults.push(...files.flat());
  faults.push(...(await questionsOnce(city)));
  city.model.questions.clear();
  return faults;
};
