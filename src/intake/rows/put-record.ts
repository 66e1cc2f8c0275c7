import { Problem } from '../../kernel/problems.ts';
import { assessFields } from '../../law/catalogs/reading/assess-row.rules.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { namesVersion } from '../../platform/web/entity-tag.rules.ts';
import type { RecordRow } from '../../registry/records/record.table.ts';
import { findOwnRecord } from '../../registry/records/record-view.store.ts';
import { touchFeed } from '../feeds/feed.store.ts';
import { prepareRow } from '../reading/prepared-row.rules.ts';
import { countVerdicts } from '../uploads/batch.rules.ts';
import { countIntake } from './count-intake.step.ts';
import { runOf } from './intake.ts';
import { openIntake } from './open-intake.ts';
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

// A single record passes the same gates as a row of a file. Only a writer who has seen the current version
// may correct it: the second of two who have seen the same version fails the precondition, as if his request
// had come later.
export const putRecord = (ctx: Ctx, put: RecordPut): Promise<Put> => retried(() => writeRecord(ctx, put));

const writeRecord = (ctx: Ctx, put: RecordPut): Promise<Put> =>
  act(ctx, 'record.write', async (tx) => {
    const intake = await openIntake(ctx, tx, ownFeed(ctx.actor, put.catalog));
    const { catalog, context } = intake;
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
    const run = runOf(intake, tx);
    const { taken, events } = await takeRows(run, [row], (version) => requireVersion(put.ifMatch, version));
    const [{ verdict, fault } = { verdict: 'unchanged', fault: null }] = taken;
    if (verdict === 'rejected' && fault) throw new Problem('record.rejected', { errors: [fault] });
    const { today } = context;
    await touchFeed(tx, run.feed, { at: run.stamp.at, day: today });
    await countIntake(run, taken, countVerdicts(taken));
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
