import { catalogs } from '../../law/catalogs/catalog-list.ts';

// These fields of a record stand under 事由 and 内容. Nothing else of its fields is published: no facts of a
// case, no third party, no responsible person.
type Shown = { matter: readonly string[]; content: readonly string[] };

// Lists of single fields whose decisions name nothing further that is shown.
const ofReasonAlone = [
  'construction-violation',
  'culture-tourism-violation',
  'customs-violation',
  'drug-violation',
  'fire-safety-violation',
  'intellectual-property-violation',
  'overload-violation',
  'securities-violation',
  'social-insurance-violation',
  'social-organisation-violation',
  'statistics-violation',
];

// Basis: 发改办财金〔2018〕424号（双公示）；国办发〔2020〕49号；政府信息公开条例第二十条；行政处罚法第四十八、五十条
const shown: Readonly<Record<string, Shown>> = {
  'abnormal-operation': { matter: ['reason'], content: [] },
  'administrative-licence': {
    matter: ['decisionDocName'],
    content: ['licenseType', 'certificateName', 'content', 'status'],
  },
  'administrative-penalty': {
    matter: ['violationType'],
    content: ['penaltyType', 'content', 'legalBasis'],
  },
  honour: { matter: ['title'], content: [] },
  'judgment-defaulter': { matter: ['conduct'], content: ['performance'] },
  'major-tax-violation': { matter: ['caseNature'], content: ['outcome'] },
  'procurement-violation': { matter: ['reason'], content: ['penalty'] },
  ...Object.fromEntries(ofReasonAlone.map((code) => [code, { matter: ['reason'], content: [] }])),
  'serious-violation': { matter: ['reason'], content: [] },
  'tax-arrears': { matter: ['taxType'], content: ['arrears'] },
  'wage-arrears': { matter: ['reason'], content: [] },
  'work-safety-violation': { matter: ['reason'], content: ['accidentName', 'accidentLevel'] },
};

export type PublicList = { code: string; name: string; basis: string } & Shown;

// Catalogues open to the public whose records are shown one by one. Those who keep the registers of companies
// and of intellectual property publish them themselves.
export const publicLists: readonly PublicList[] = catalogs.flatMap(({ code, name, disclosure, basis }) => {
  const columns = shown[code];
  if (disclosure !== 'public' || !columns) return [];
  return [{ code, name, basis, ...columns }];
});

export const findPublicList = (code: string): PublicList | undefined =>
  publicLists.find((list) => list.code === code);
