import type { Day } from '../../src/kernel/day.ts';
import { firms, type Person, persons } from './cast.ts';
import { wrongCheck } from './identities.ts';
import { type Offence, penaltyCells, penaltyHeader } from './penalties.ts';
import { bad, good, type SampleFile, type SampleRow } from './sample-file.ts';
import { town } from './town.ts';

const network: Offence = {
  type: '违反网络安全管理规定',
  facts: '示例：未履行网络安全保护义务',
  basis: '《中华人民共和国网络安全法》第六十一条',
};
const fraud: Offence = {
  type: '违反反电信网络诈骗规定',
  facts: '示例：出借电话卡供他人使用',
  basis: '《中华人民共和国反电信网络诈骗法》第四十四条',
};
const FIRM_ROWS = 90;
const PERSON_ROWS = 66;

const firmCells = (place: number, today: Day) =>
  penaltyCells({
    agency: town.gaj,
    firm: firms[(place * 5) % firms.length] as (typeof firms)[number],
    offence: network,
    no: place + 1,
    today,
  });

const personCells = (person: Person, no: number, today: Day): SampleRow['cells'] => ({
  ...firmCells(no, today),
  counterpartName: person.name,
  counterpartType: '自然人',
  usccCode: '',
  legalRepresentative: '',
  personIdType: no % 2 === 0 ? '111' : '身份证',
  personIdNo: person.idNo,
  decisionDocNo: `示GAJ罚〔2026〕${1000 + no}号`,
  violationType: fraud.type,
  facts: fraud.facts,
  legalBasis: fraud.basis,
  phone: '00000000000',
});

const sealed = (person: Person, no: number, today: Day): SampleRow =>
  bad({
    ...personCells(person, no, today),
    penaltyType: '行政拘留',
    legalBasis: '《中华人民共和国治安管理处罚法》第四十九条',
    content: '行政拘留五日',
  });

// Public-security records are sealed by law: two rows that must not even be kept.
export const policePenalties = (today: Day): SampleFile => {
  const someone = (place: number) => persons[place % persons.length] as Person;
  const people = Array.from({ length: PERSON_ROWS }, (_, place) =>
    personCells(someone(place * 3), place + 1, today),
  );
  return {
    name: 'gaj-penalties.csv',
    agency: town.gaj.code,
    catalog: 'administrative-penalty',
    as: 'csv',
    about: 'UTF-8；表头带 * 和空格、不得归集的联系电话列、两行依法封存的治安处罚',
    header: [
      ...penaltyHeader.map(
        ([title, field], place) => [place % 4 === 0 ? ` *${title} ` : title, field] as const,
      ),
      ['证件类型', 'personIdType'],
      ['证件号码', 'personIdNo'],
      ['联系电话', 'phone'],
    ],
    rows: [
      ...Array.from({ length: FIRM_ROWS }, (_, place) => good(firmCells(place, today))),
      ...people.map(good),
      sealed(someone(1), 901, today),
      sealed(someone(2), 902, today),
      bad({ ...personCells(someone(4), 903, today), personIdNo: wrongCheck(someone(4).idNo) }),
      bad({ ...firmCells(95, today), content: '' }),
    ],
  };
};
