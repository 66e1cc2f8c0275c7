import { addAgency } from '../src/access/agencies/add-agency.ts';
import { issueKey } from '../src/access/keys/issue-key.ts';
import { addStaff } from '../src/access/staff/add-staff.ts';
import { Problem, type ProblemCode } from '../src/kernel/problems.ts';
import { loadMatters } from '../src/law/matters/load-matters.ts';
import type { Ctx } from '../src/platform/door/deps.ts';
import { agencies, type TownAgency } from './samples/town.ts';

export type Login = { agency: string; name: string; for: string };
export type Town = { keys: Record<string, string>; logins: Login[] };

const matters = [
  {
    code: 'SPJY-01',
    name: '食品经营许可（新办）',
    department: '示例市市场监督管理局',
    isCommitmentAllowed: true,
  },
  {
    code: 'GCJS-01',
    name: '建筑业企业资质核准',
    department: '示例市住房和城乡建设局',
    isCommitmentAllowed: true,
  },
  { code: 'WHP-01', name: '危险化学品经营许可', department: '示例市应急管理局', isCommitmentAllowed: false },
].map((matter) => ({ ...matter, basis: '示例市告知承诺事项目录（示例）', riskClass: null }));

// A town seeded twice stays one town.
const unless = async (known: ProblemCode, act: () => Promise<unknown>) => {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Problem && error.code === known)) throw error;
  }
};

const settle = async (
  ctx: Ctx,
  { code, name, uscc, roles, catalogs, people }: TownAgency,
  password: string,
) => {
  const about = { code, name, uscc, region: '440300', roles: [...roles], catalogs: [...catalogs] };
  await unless('agency.duplicate', () => addAgency(ctx, about));
  for (const person of people)
    await unless('staff.duplicate', () =>
      addStaff(ctx, { agency: code, name: person.name, roles: [...person.roles], password }),
    );
};

// Only into a database that is empty or its own: what is invented must never stand beside what is real.
const refuseForeign = async ({ statement }: Ctx) => {
  const own = new Map(agencies.map(({ code, uscc }) => [code, uscc]));
  const found = await statement('select code, uscc from agencies order by id', []);
  const foreign = found.find(({ code, uscc }) => own.get(String(code)) !== uscc);
  if (foreign)
    throw new Error(
      `库中已有单位“${foreign.code}”，不是样例数据的库。样例数据只能写入空库或原来就由 seed demo 建立的库；请换一个 DATABASE_URL 或 DATA_DIR。`,
    );
};

// An invented town, settled through the same verbs as a real one: agencies, people, keys, matters.
export const seedTown = async (ctx: Ctx, password: string): Promise<Town> => {
  await refuseForeign(ctx);
  const keys: Record<string, string> = {};
  for (const agency of agencies) {
    await settle(ctx, agency, password);
    // No key holds the auditor's role beside another.
    const roles = agency.roles.filter((role) => role !== 'auditor');
    keys[agency.code] = (await issueKey(ctx, { agency: agency.code, roles })).key;
  }
  await loadMatters(ctx, matters);
  const logins = agencies.flatMap(({ code, people }) =>
    people.map(({ name, for: duty }) => ({ agency: code, name, for: duty })),
  );
  return { keys, logins };
};
