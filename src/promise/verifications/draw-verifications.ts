import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { dueAfter } from '../../remedy/cases/case-due.rules.ts';
import type { DrawIn, DrawShown } from './draw.schema.ts';
import {
  countPool,
  holdPool,
  insertDraw,
  keepDigest,
  lastDraw,
  lastSeq,
  markDrawn,
  officersOfUnits,
  sortInMemory,
} from './draw.store.ts';
import { drawOut } from './draw-out.ts';
import { type DrawnStratum, drawNo, drawnText, NUMBER_AT, shareOf } from './sample.rules.ts';
import { risks } from './verification.rules.ts';

const FIRST_SEQ = 0;
const SEED_BYTES = 16;
const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

// A draw takes the promises that came since the one before it, so that each stands in one draw and no more.
// Where no seed is given chance gives one; either way it is kept.
// Errors: verification.nothing-to-draw.
export const drawVerifications = (ctx: Ctx, { seed: said }: DrawIn): Promise<DrawShown> =>
  act(ctx, 'verification.draw', async (tx) => {
    await sortInMemory(tx);
    await holdPool(tx);
    const before = await lastDraw(tx);
    const range = { afterSeq: before?.throughSeq ?? FIRST_SEQ, throughSeq: await lastSeq(tx) };
    const now = ctx.clock.now();
    const today = dayOf(now);
    const setting = await settingsOn(tx, today);
    const strata = await strataOf(tx, { range, setting, before: before?.strata ?? [] });
    if (strata.every(({ population }) => population === 0)) throw new Problem('verification.nothing-to-draw');
    const seed = said ?? hexOf(ctx.randomBytes(SEED_BYTES));
    const no = drawNo(today.slice(0, 4), Number(before?.no.slice(NUMBER_AT) ?? 0) + 1);
    const stamp = { at: now.toISOString(), by: ctx.actor.by };
    const due = dueAfter(await calendarIn(tx), today, setting('verification.due.general'));
    // The draw's own line stands first: what is drawn names it. How many were drawn is what the shares say.
    const drawn = strata.reduce((sum, { taken }) => sum + taken, 0);
    const officers = await officersOfUnits(tx);
    const kept = { ...range, no, seed, strata, officers, drawn, digest: '', ...stamp };
    await insertDraw(tx, kept);
    const marked = await markDrawn(tx, no, { ...range, seed, shares: strata, officers, due, ...stamp });
    const digest = sha256Hex(drawnText(marked));
    if (marked.length !== drawn) throw new Problem('verification.wrong-stage');
    await keepDigest(tx, no, digest);
    return { value: drawOut({ ...kept, digest }), audit: { no, seed, drawn, digest }, events: [] };
  });

type Reckoning = {
  range: { afterSeq: number; throughSeq: number };
  setting: (key: string) => number;
  before: readonly DrawnStratum[];
};

const strataOf = async (tx: Db, { range, setting, before }: Reckoning): Promise<DrawnStratum[]> => {
  const counted = await countPool(tx, range);
  return risks.map((risk) =>
    shareOf({
      risk,
      population: counted.find((one) => one.risk === risk)?.population ?? 0,
      rate: setting(`verification.sample.${risk}`),
      ordinary: setting(`inspection.sample.${risk}`),
      carried: before.find((one) => one.risk === risk)?.left ?? 0,
    }),
  );
};
