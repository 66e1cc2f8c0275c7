import type { Day } from '../../kernel/day.ts';
import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import {
  firstRemovalDay,
  groundNamed,
  type RemovalClaim,
  removalDoubt,
} from '../../law/rulebook/removal.rules.ts';
import { FALSE_COMMITMENT } from '../../law/rulebook/removal-ground.ts';
import { askedGrounds, removalGrounds } from '../../law/rulebook/removal-grounds.ts';

export type Asked = { removalGround?: string | undefined; correctedOn?: string | undefined };
export type RepairGround = { removalGround: string; possibleFrom: Day; isPossible: boolean };
type Law = { setting: (key: string) => number; today: Day };

/**
 * The targets that a repair lets go by a ground of removal: a severe listing, and a promise that was broken.
 */
export const isUnderGrounds = (catalog: string, isListed: boolean): boolean =>
  isListed || catalog === FALSE_COMMITMENT;

/**
 * A repair lets a subject go as a removal does, and by the same law: the list's general ground, unless
 * another is named.
 * Basis: 国办发〔2020〕49号第（八）项；国办发〔2025〕22号第二条；国办发〔2020〕42号（虚假承诺未规定月数）
 */
export const repairGround = (
  claim: Omit<RemovalClaim, 'ground'>,
  { removalGround }: Asked,
  law: Law,
): Ruling<RepairGround> => {
  const code = removalGround ?? removalGrounds(claim.list)[0]?.code ?? '';
  const ground = groundNamed(claim.list, code);
  if (!ground || ground.suspends || !askedGrounds.includes(code))
    return refused(
      'repair.not-repairable',
      removalDoubt({ ...claim, ground: code, dueOn: null }, law)?.message ?? undefined,
    );
  const possibleFrom = firstRemovalDay(ground, { ...claim, ground: code }, law.setting);
  if (possibleFrom === null)
    return refused('repair.too-early', '等待期自改正之日起算：请填写 correctedOn（改正日期）后再申请。');
  return granted({ removalGround: code, possibleFrom, isPossible: law.today >= possibleFrom });
};
