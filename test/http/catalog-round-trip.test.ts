import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { allCatalogs } from '../../src/law/catalogs/all-catalogs.ts';
import type { Catalog } from '../../src/law/catalogs/catalog.ts';
import { csvLine } from '../../src/platform/sheets/csv-writer.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { runQueue } from '../kit/run-jobs.ts';
import type { Agency } from '../kit/uploads.ts';
import { aValidRow } from '../kit/valid-rows.ts';

const MANY = ['administrative-licence', 'credit-commitment', 'work-safety-violation'];
const PATIENCE_MS = 180_000;
const rowsFor = ({ code }: Catalog) => (MANY.includes(code) ? 1000 : 40);

let app: TestApp;
let feeder: Agency;
beforeAll(async () => {
  app = await makeApp();
  const codes = allCatalogs.map(({ code }) => code);
  feeder = await app.agency('SCJG', ['feeder'], codes, '示例市场监管局');
});

// 承诺编码 has a form of its own; elsewhere the running number tells the rows apart.
const numbered = (row: Record<string, string>, place: number) => {
  const isCommitment = /^\d{20}$/.test(row.sourceNo ?? '');
  const sourceNo = isCommitment
    ? `${row.sourceNo?.slice(0, 14)}${String(place).padStart(6, '0')}`
    : `RT-${place}`;
  return { ...row, sourceNo };
};

const templateHeader = async (code: string) => {
  const answer = await feeder.api(`/catalogs/${code}/template.csv`);
  return ((await answer.text()).replace('\uFEFF', '').split('\r\n')[0] ?? '').split(',');
};

const storedOf = (catalog: Catalog, row: Record<string, string>) =>
  Object.fromEntries(
    catalog.fields.flatMap(({ name, isPersonal }) =>
      isPersonal || name === 'sourceNo' || !row[name] ? [] : [[name, row[name]]],
    ),
  );

describe.each(allCatalogs.map((catalog) => [rowsFor(catalog), catalog.code, catalog] as const))(
  '%i random valid rows of %s',
  (count, code, catalog) => {
    it(
      'go into the template, up, and come back equal',
      async () => {
        const seed = Math.floor(Math.random() * 2 ** 31);
        const rows = fc.sample(aValidRow(catalog, feeder), { numRuns: count, seed }).map(numbered);
        const header = await templateHeader(code);
        const byHeader = new Map(catalog.fields.map((field) => [field.header, field.name]));
        const names = header.map((text) => byHeader.get(text.replace('*', '')) ?? text);
        const lines = rows.map((row: Record<string, string>) =>
          csvLine(names.map((name) => row[name] ?? '')),
        );
        const answer = await feeder.api(`/batches?catalog=${code}`, {
          method: 'POST',
          headers: { 'content-type': 'text/csv' },
          body: `${header.join(',')}\r\n${lines.join('')}`,
        });
        expect(answer.status).toBe(202);
        const { id } = await answer.json();
        await runQueue(app.deps);
        const batch = await (await feeder.api(`/batches/${id}`)).json();
        expect({ seed, status: batch.status, counts: batch.counts }).toMatchObject({
          seed,
          status: 'done',
          counts: { rows: count, accepted: count, rejected: 0, held: 0 },
        });
        for (const row of rows) {
          const record = await (await feeder.api(`/records/${code}/${row.sourceNo}`)).json();
          expect({ seed, fields: record.fields }).toEqual({ seed, fields: storedOf(catalog, row) });
        }
      },
      PATIENCE_MS,
    );
  },
);
