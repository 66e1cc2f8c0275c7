import fc, { type Arbitrary, type GeneratorValue } from 'fast-check';
import { registrationCheckDigit } from '../../src/kernel/check-characters.ts';
import { addDays, type Day, day } from '../../src/kernel/day.ts';
import type { Catalog, Field } from '../../src/law/catalogs/catalog.ts';
import { aCitizenBornOn, aCitizenId, aUscc } from './identities.ts';

type Cells = Record<string, string>;
type Named = { name: string; uscc: string };
type Draw = GeneratorValue;

const words = fc
  .array(fc.constantFrom(...'示例甲乙丙丁东南西北材料经营检查合同Ab3，。、；“”（）,"\'=+@#%&<>/~\n'), {
    maxLength: 24,
  })
  .map((chars) => `示${chars.join('').trim()}例`);
const figures = (count: number) =>
  fc.array(fc.nat(9), { minLength: count, maxLength: count }).map((digits) => digits.join(''));
const amount = fc
  .tuple(fc.nat(999_999), fc.nat(999_999))
  .map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`.replace(/\.?0+$/, ''));
const documentNo = fc.tuple(fc.nat(9_999_999), figures(3)).map(([no, more]) => `示文〔2026〕${no}-${more}号`);

const FIRST_DAY = day('2005-01-01');
const FIRST_BIRTH = day('1950-01-01');
const KINDS = ['subjectKind', 'counterpartType'];
const CREDIT_CODES = ['uscc', 'usccCode'];
const PERSON_DOCUMENTS = ['idType', 'idNo', 'personIdType', 'personIdNo'];
const PERSON = '自然人';

type Who = { kind: string; uscc: string; person: string; responsible: string };

const seeded = (draw: Draw, prefix: string) => `${prefix}${draw(fc.integer, { min: 0 })}-${draw(fc.nat)}`;

const aSubject = (draw: Draw, catalog: Catalog): Who => {
  const names = new Set(catalog.fields.map(({ name }) => name));
  const takesPersons = [...PERSON_DOCUMENTS].some((name) => names.has(name));
  const takesOrganisations = names.has('subjectKind') || CREDIT_CODES.some((name) => names.has(name));
  const kinds = [
    ...(takesOrganisations ? ['法人及非法人组织', '个体工商户'] : []),
    ...(takesPersons ? [PERSON] : []),
  ];
  const kind = draw(() => fc.constantFrom(...kinds));
  return {
    kind,
    uscc: aUscc(seeded(draw, kind === '个体工商户' ? '92' : '91')),
    // Of age on every day of the row.
    person: aCitizenBornOn(addDays(FIRST_BIRTH, draw(fc.nat, 12_000)), seeded(draw, 'p')),
    responsible: aCitizenId(seeded(draw, 'r')),
  };
};

// What the subject's own columns say; undefined for a column that is about something else.
const subjectCell = (catalog: Catalog, { name }: Field, who: Who): string | undefined => {
  const isPerson = who.kind === PERSON;
  const hasCreditCode = catalog.fields.some((field) => CREDIT_CODES.includes(field.name));
  if (KINDS.includes(name)) return who.kind;
  if (CREDIT_CODES.includes(name)) return isPerson ? '' : who.uscc;
  if (name === 'orgCode') return isPerson ? '' : who.uscc.slice(8, 17);
  if (PERSON_DOCUMENTS.includes(name)) {
    if (!isPerson && hasCreditCode) return '';
    const asPerson = name.endsWith('Type') ? '居民身份证' : who.person;
    const asOrganisation = name.endsWith('Type') ? '统一社会信用代码' : who.uscc;
    return isPerson ? asPerson : asOrganisation;
  }
  if (name === 'legalRepIdType') return isPerson ? '' : '居民身份证';
  if (name === 'legalRepIdNo') return isPerson ? '' : who.responsible;
  return name === 'regNo' && isPerson ? '' : undefined;
};

const plainCell = (draw: Draw, field: Field, about: { agency: Named; on: Day }): string => {
  switch (field.type) {
    case 'day':
      return about.on;
    case 'money':
      return draw(() => amount);
    case 'country':
      return draw(fc.constantFrom, 'USA', 'FRA', 'CHN');
    case 'choice':
      // A removal that its list does not allow yet waits for the registrar: removal-doors.test.ts.
      if (field.name === 'removalGround') return '';
      return draw(() => fc.constantFrom(...(field.values ?? [])));
    case 'choices':
      return draw(() => fc.subarray([...(field.values ?? [])], { minLength: 1 })).join(';');
    case 'uscc':
      return field.isOwn ? about.agency.uscc : aUscc(seeded(draw, '11'));
    case 'document-no':
      return draw(() => documentNo);
    case 'code': {
      const fourteen = `440301${draw(() => figures(8))}`;
      return field.name === 'regNo' ? `${fourteen}${registrationCheckDigit(fourteen)}` : `SL${fourteen}`;
    }
    default:
      return field.name === 'authorityName' ? about.agency.name : draw(() => words);
  }
};

// What one catalogue asks beyond types, values and required columns: where a rule of it would refuse a row
// that the definitions alone allow, the row is made to keep it.
const KEEPS: Readonly<Record<string, (row: Cells) => Partial<Cells>>> = {
  registration: (row) => (['注销', '撤销'].includes(row.status ?? '') ? {} : { dissolvedOn: '' }),
  'administrative-penalty': (row) =>
    row.penaltyType?.includes('拘留') ? { legalBasis: '《反恐怖主义法》第八十条' } : {},
  'self-declared': () => ({ isPledged: '是' }),
  'credit-evaluation': (row) => ({ year: (row.evaluatedOn ?? '').slice(0, 4) }),
  'credit-commitment': (row) => ({
    sourceNo: `440300${(row.madeOn ?? '').replaceAll('-', '')}${(row.idNo ?? '').slice(-7, -1).replace(/\D/g, '0')}`,
    ...(row.fulfilment === '全部履行' ? { unfulfilled: '', accountability: '' } : {}),
  }),
};

// A row as the definitions allow it, of any subject kind, with or without what is optional. Days run in the
// columns' order.
export const aValidRow = (catalog: Catalog, agency: Named): Arbitrary<Cells> =>
  fc.gen().map((draw) => {
    const who = aSubject(draw, catalog);
    let on: Day = FIRST_DAY;
    const row: Cells = {};
    for (const field of catalog.fields) {
      if (field.type === 'day') on = addDays(on, draw(fc.nat, 600));
      const isLeftOut = !field.required && !field.requiredWhen && draw(fc.boolean);
      const own = subjectCell(catalog, field, who);
      row[field.name] = own ?? (isLeftOut ? '' : plainCell(draw, field, { agency, on }));
    }
    return Object.assign(row, KEEPS[catalog.code]?.(row));
  });
