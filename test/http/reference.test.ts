import { expect, test } from 'vitest';
import { loadMatters } from '../../src/law/matters/load-matters.ts';
import { loadReference } from '../../src/law/rulebook/load-reference.ts';
import { makeApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';

const aMatter = (code: string, name: string) => ({
  code,
  name,
  department: '示例局',
  basis: '示例依据',
  isCommitmentAllowed: true,
  riskClass: null,
});

test('matters are found by words and paged in order of their codes', async () => {
  const app = await makeApp();
  const window = await app.agency('ZWFW', ['window']);
  await loadMatters(app.operator, [
    aMatter('M-3', '无违法证明'),
    aMatter('M-1', '场所证明'),
    aMatter('M-2', '学历证明'),
  ]);
  const codes = async (query: string) => {
    const { items, next } = (await (await window.api(`/matters${query}`)).json()) as {
      items: { code: string }[];
      next: string | null;
    };
    return [...items.map(({ code }) => code), next === null ? 'end' : 'more'];
  };
  expect(await codes('')).toEqual(['M-1', 'M-2', 'M-3', 'end']);
  expect(await codes('?limit=2')).toEqual(['M-1', 'M-2', 'more']);
  expect(await codes(`?q=${encodeURIComponent('场所')}`)).toEqual(['M-1', 'end']);
  expect((await window.api('/matters?after=%00bad')).status).toBe(400);
});

test('the rule sets are shown to the registrar with a basis and a way back for every rule, and to nobody else', async () => {
  const app = await makeApp();
  const registrar = await app.agency('FGJ', ['registrar']);
  const window = await app.agency('ZWFW', ['window']);
  const { items } = (await (await registrar.api('/rule-sets')).json()) as {
    items: { version: number; content: { rules: { basis: string; restore: string }[] } }[];
  };
  expect(items[0]).toMatchObject({ version: 2 });
  for (const rule of items[0]?.content.rules ?? []) expect(rule.basis && rule.restore).toBeTruthy();
  expect((await window.api('/rule-sets')).status).toBe(403);
});

test('the audit trail is read by the auditor alone, filtered and paged, and the reading itself is a line', async () => {
  const app = await makeApp();
  const auditor = await app.agency('SJJ', ['auditor']);
  const other = await app.agency('ZWFW', ['window']);
  const { items, next } = (await (await auditor.api('/audit?action=agency.add&limit=1')).json()) as {
    items: { action: string; about: unknown }[];
    next: string | null;
  };
  expect([items.map(({ action }) => action), next === null]).toEqual([['agency.add'], false]);
  expect(await (await auditor.api('/audit?action=audit.read')).json()).toMatchObject({
    items: [{ action: 'audit.read', agency: 'SJJ' }],
  });
  expect((await other.api('/audit')).status).toBe(403);
});

test('a setting of an earlier release that nobody reads any more stays in the table and does no harm', async () => {
  const app = await makeApp();
  const window = await app.agency('ZWFW', ['window']);
  const old = ['window.max-feed-age', 'publicity.minor.max', 'list.judgment-defaulter.removal', 'rate.gone'];
  const inserted = `insert into settings (key, value, basis, valid_from)
    select key, '"none"', '旧设定', '2020-01-01' from unnest(string_to_array($1, ' ')) key`;
  await app.query(inserted, [old.join(' ')]);
  try {
    await loadReference(app.operator);
    const json = { subject: { type: 'uscc', code: aUscc('old') }, purpose: 'commitment' };
    expect((await window.api('/checks', { method: 'POST', json })).status).toBe(201);
    expect((await window.api('/severe-lists')).status).toBe(200);
    expect(await app.query(`select 1 from settings where basis = '旧设定'`)).toHaveLength(old.length);
  } finally {
    await app.query(`delete from settings where basis = '旧设定'`);
  }
});
