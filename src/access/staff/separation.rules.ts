import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

// System, security and audit administration are three people, and none of them does the business of the registry.
// Basis: GB/T 22239-2019 8.1.4.2、8.1.5（三员分立）
const APART: readonly string[] = ['system-administrator', 'security-administrator', 'auditor'];

const words: Readonly<Record<string, string>> = {
  feeder: '数据报送',
  window: '窗口核查',
  subscriber: '名单订阅',
  registrar: '登记',
  auditor: '审计',
  'system-administrator': '系统管理',
  'security-administrator': '安全管理',
  'check.batch': '批量核查',
};
export const roleWord = (role: string): string => words[role] ?? role;
export const roleWords = (roles: readonly string[]): string => roles.map(roleWord).join('、') || '无';

export const judgeRoles = (roles: readonly string[]): Ruling<readonly string[]> => {
  const all = [...new Set(roles)];
  const apart = all.find((role) => APART.includes(role));
  return apart === undefined || all.length === 1
    ? granted(all)
    : refused(
        'staff.roles-exclude',
        `系统管理、安全管理、审计须由三人分任，也不得兼任业务角色；“${roleWords(all)}”不能同归一人，请先收回其他角色，或另选人员。`,
      );
};

// Basis: 本市设定：登记、审计与各管理角色由两人共同授予
const BY_TWO: readonly string[] = ['registrar', ...APART];
export const needsTwoHands = (roles: readonly string[]): boolean =>
  roles.some((role) => BY_TWO.includes(role));

type Hand = { by: string; addedBy: string | null; staffId: string };

// The one who brought a person in gives them no rights, and nobody gives any to oneself.
export const judgeHand = ({ by, addedBy, staffId }: Hand): Ruling<null> => {
  if (by === `staff:${staffId}`) return refused('staff.own-rights');
  if (addedBy !== null && addedBy === by && by.startsWith('staff:')) return refused('staff.own-rights');
  return granted(null);
};

export const roleOptions = Object.entries(words).map(([value, label]) => ({ value, label }));
