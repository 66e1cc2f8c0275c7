import { dayOf } from '../../kernel/day.ts';
import type { ReadStanding } from '../../platform/running/readiness.ts';
import { readStaffTerms } from './staff-terms.store.ts';

const OPTIONAL = {
  code: 'staff.second-factor-optional',
  message:
    '登记、审计、系统与安全管理人员登录尚不要求动态口令；正式启用前，请起草变更把参数 staff.second-factor 改为 1（必须）。',
};

// A registry of its own database is in earnest; the embedded one is a trial.
export const staffStanding: ReadStanding = async ({ statement, clock, config }) => {
  if (!config.databaseUrl) return { unready: [], warnings: [] };
  const terms = await readStaffTerms(statement, dayOf(clock.now()));
  return { unready: [], warnings: terms('staff.second-factor') === 1 ? [] : [OPTIONAL] };
};
