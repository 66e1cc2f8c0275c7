import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { spendLookIn } from '../../platform/door/spend-looks.ts';
import { statementOver } from '../../platform/door/statement-over.ts';
import { assureIndex } from '../../platform/keys/assure-index.ts';
import { pastInstant } from '../../platform/web/as-of.ts';
import { identified } from '../../registry/subjects/identified.rules.ts';
import { lookupsOf } from '../../registry/subjects/subject-lookup.ts';
import { shownCode } from './file.rules.ts';
import type { FileQuery } from './file.schema.ts';
import { assureSame, findCreditFiles } from './file.store.ts';
import { knowledgeOf } from './knowledge.store.ts';

// Every fact with its valid and its known time, its source and everyone who saw it. Only the auditor asks,
// and sees the stored whole; this look is itself part of the next answer.
export const showKnowledge = async (ctx: Ctx, query: FileQuery) => {
  const now = ctx.clock.now();
  const identifier = identified(query.subject, dayOf(now));
  const { type, code } = identifier;
  const lookups = lookupsOf(ctx.vault, identifier);
  const asOf = query.asOf === undefined ? null : pastInstant(query.asOf, now).toISOString();
  const value = await look(ctx, 'file.knowledge', async (tx) => {
    await spendLookIn(tx, ctx, query.purpose);
    const asked = { lookups, at: now.toISOString() };
    await assureIndex(ctx, statementOver(tx));
    const [file] = await findCreditFiles(statementOver(tx), [asked], dayOf(now));
    if (file) assureSame(file, lookups);
    const subject = file?.subject;
    const audit = {
      subjectId: subject?.id ?? null,
      purpose: query.purpose,
      caseNo: query.caseNo ?? null,
      asOf,
    };
    if (!subject) return { value: null, audit };
    return { value: { subject, facts: await knowledgeOf(tx, subject.id, asOf) }, audit };
  });
  if (!value) throw new Problem('subject.unknown');
  const { kind, name, identifiers } = value.subject;
  return {
    subject: {
      kind,
      name,
      identifiers: identifiers.map((one) => ({ type: one.type, code: shownCode(one, { type, code }) })),
    },
    asOf,
    facts: value.facts,
  };
};
