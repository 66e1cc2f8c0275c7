import { readFileSync } from 'node:fs';
import type { z } from '@hono/zod-openapi';
import type { RuleSetDraft } from '../../src/law/rulebook/rule-set.schema.ts';
import type { TestApp } from './app.ts';
import type { Agency } from './uploads.ts';

type Draft = z.input<typeof RuleSetDraft>;

// A draft upon rule set 1: four further severe lists.
export const draftOfFourLists = (): Draft =>
  JSON.parse(readFileSync('test/kit/rule-set-four-lists.json', 'utf8'));

type Caller = Pick<Agency, 'api'>;

export const draftedBy = async (registrar: Caller, change: Partial<Draft> = {}): Promise<number> => {
  const answer = await registrar.api('/rule-sets', {
    method: 'POST',
    json: { ...draftOfFourLists(), ...change },
  });
  if (answer.status !== 201) throw new Error(`draft: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).version;
};

export const stepped = (
  registrar: Caller,
  version: number,
  step: 'approve' | 'withdraw' | 'rollback' | 'simulate',
  headers: Record<string, string> = {},
) =>
  registrar.api(`/rule-sets/${version}/${step}`, {
    method: 'POST',
    headers,
    ...(step === 'withdraw' || step === 'rollback' ? { json: { reason: '登记员复核' } } : {}),
  });

// An installation of before rule set 2: it judges by rule set 1.
export const onRuleSet1 = (app: Pick<TestApp, 'query'>) =>
  app.query('delete from rule_sets where version = 2');
