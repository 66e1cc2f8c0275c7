import type { Day } from '../../src/kernel/day.ts';
import { firms } from './cast.ts';
import { wrongCheck } from './identities.ts';
import { type Offence, penaltyCells, penaltyHeader } from './penalties.ts';
import { bad, good, type SampleFile } from './sample-file.ts';
import { town } from './town.ts';

const lending: Offence = {
  type: '违反地方金融监督管理规定',
  facts: '示例：未按规定报送经营报告',
  basis: '《示例省地方金融条例》第四十条',
};
const ROWS = 89;

export const financePenalties = (today: Day): SampleFile => {
  const cells = Array.from({ length: ROWS + 1 }, (_, place) => ({
    ...penaltyCells({
      agency: town.jrb,
      firm: firms[(place * 7 + 3) % firms.length] as (typeof firms)[number],
      offence: lending,
      no: place + 1,
      today,
    }),
    sourceNo: `JRB-${String(place + 1).padStart(5, '0')}`,
  }));
  return {
    name: 'jrb-penalties.ndjson',
    agency: town.jrb.code,
    catalog: 'administrative-penalty',
    as: 'ndjson',
    about: 'NDJSON，带来源记录号；一行错校验码',
    header: [['来源记录号', 'sourceNo'], ...penaltyHeader],
    rows: cells.map((row, place) =>
      place === ROWS ? bad({ ...row, usccCode: wrongCheck(row.usccCode) }) : good(row),
    ),
  };
};
