import { predecessorsOf } from '../../access/agencies/agency.store.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { assessFields } from '../../law/catalogs/reading/assess-row.rules.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { namesVersion } from '../../platform/web/entity-tag.rules.ts';
import type { RecordRow } from '../../registry/records/record.table.ts';
import { findOwnRecord } from '../../registry/records/record-view.store.ts';
import { touchFeed } from '../feeds/feed.store.ts';
import { inTimeOn } from '../feeds/in-time.ts';
import { prepareRow } from '../reading/prepared-row.rules.ts';
import { countVerdicts } from '../uploads/batch.rules.ts';
import { countIntake } from './count-intake.step.ts';
import { runOf } from './intake.ts';
import { ownFeed } from './own-feed.ts';
import { retried } from './retried.ts';
import { takeRows } from './take-rows.step.ts';

export type RecordPut = {
  catalog: string;
  sourceNo: string;
  fields: Readonly<Record<string, unknown>>;
  ifMatch: string | undefined;
};

type Put = { record: RecordRow; isNew: boolean };

// One record, by the same gates as a row of a file. Over what stands, only who has seen it may write: of two who have
// seen the same, the second is told so by the precondition, as if he had come later.
export const putRecord = (ctx: Ctx, put: RecordPut): Promise<Put> => retried(() => writeRecord(ctx, put));

const writeRecord = (ctx: Ctx, put: RecordPut): Promise<Put> =>
  act(ctx, 'record.write', async (tx) => {
    const feeding = ownFeed(ctx.actor, put.catalog);
    const { catalog, agency } = feeding;
    const today = dayOf(ctx.clock.now());
    const before = await predecessorsOf(tx, { agencyId: agency.id, today });
    const context = {
      today,
      setting: await settingsOn(tx, today),
      agency: { ...agency, former: before.map(({ uscc }) => uscc) },
    };
    const found = assessFields(catalog, { ...put.fields, sourceNo: put.sourceNo }, context);
    if (!found.ok) throw new Problem('record.rejected', { errors: found.faults });
    const { draft, warnings } = found;
    const row = prepareRow(ctx.vault, catalog.code, {
      rowNo: null,
      original: null,
      draft: { ...draft, sourceNo: put.sourceNo },
      warnings,
      print: null,
    });
    const run = runOf(ctx, tx, { ...feeding, heirTo: before.map(({ id }) => id) });
    const precondition = (version: number | undefined) => requireVersion(put.ifMatch, version);
    const { taken, events } = await takeRows(run, { rows: [row], precondition });
    const [{ verdict, fault } = { verdict: 'unchanged', fault: null }] = taken;
    if (verdict === 'rejected' && fault) throw new Problem('record.rejected', { errors: [fault] });
    await touchFeed(tx, run.feed, { at: run.stamp.at, day: today });
    await countIntake(run, taken, {
      counts: countVerdicts(taken),
      inTime: await inTimeOn(tx, catalog.code, context),
    });
    const record = await findOwnRecord(tx, { ...run.feed, today, sourceNo: put.sourceNo });
    if (!record) throw new Problem('record.stale');
    const { subjectId, version, state } = record;
    const about = { catalog: catalog.code, record: record.id, version, state, subjectId };
    const isNew = version === 1 && verdict !== 'unchanged';
    return { value: { record, isNew }, audit: about, events };
  });

const requireVersion = (ifMatch: string | undefined, version: number | undefined): void => {
  if (version === undefined) {
    if (ifMatch !== undefined) throw new Problem('record.precondition');
  } else if (ifMatch === undefined) throw new Problem('record.precondition-required');
  else if (!namesVersion(ifMatch, version)) throw new Problem('record.precondition');
};
