import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { readHead } from '../../src/intake/reading/read-head.ts';
import { readRows } from '../../src/intake/reading/read-rows.ts';
import { catalogs } from '../../src/law/catalogs/catalog-list.ts';
import { makeApp, type TestApp } from '../kit/app.ts';

let registry: TestApp;
beforeAll(async () => {
  registry = await makeApp();
});

const get = (path: string) => registry.request(`/api/v1/catalogs${path}`);
type Listed = {
  code: string;
  businessKey: string[];
  fields: { name: string; header: string; required: boolean; values?: string[] }[];
};

describe('the catalogues', () => {
  it('are open to anyone, without a key', async () => {
    const answer = await get('');
    const body = (await answer.json()) as { items: Listed[]; next: null };
    expect(answer.status).toBe(200);
    expect(body.items.map(({ code }) => code)).toEqual([
      'abnormal-operation',
      'administrative-act',
      'administrative-licence',
      'administrative-penalty',
      'conscription-refusal',
      'construction-violation',
      'contract-performance',
      'credit-commitment',
      'credit-evaluation',
      'culture-tourism-violation',
      'customs-violation',
      'death-record',
      'drug-violation',
      'false-commitment',
      'fire-safety-violation',
      'honour',
      'intellectual-property',
      'intellectual-property-violation',
      'judgment-defaulter',
      'judicial-decision',
      'legal-compliance',
      'major-tax-violation',
      'overload-violation',
      'procurement-violation',
      'professional-qualification',
      'registration',
      'securities-violation',
      'self-declared',
      'serious-violation',
      'social-insurance-violation',
      'social-organisation-violation',
      'statistics-violation',
      'tax-arrears',
      'telecom-fraud',
      'unperformed-judgment',
      'wage-arrears',
      'work-safety-violation',
    ]);
    expect(body.next).toBeNull();
  });

  it.each(catalogs.map(({ code }) => code))(
    '%s says what every column is and what tells two records apart',
    async (code) => {
      const body = (await (await get(`/${code}`)).json()) as Listed;
      const names = body.fields.map(({ name }) => name);
      expect(names).toEqual(
        expect.arrayContaining(['sourceNo', 'authorityName', 'authorityUscc', ...body.businessKey]),
      );
      expect(body.fields.find(({ name }) => name === 'authorityUscc')).toMatchObject({
        required: true,
        type: 'uscc',
      });
    },
  );

  it('give their code tables', async () => {
    const body = (await (await get('/administrative-penalty')).json()) as Listed;
    expect(body.fields.find(({ name }) => name === 'counterpartType')?.values).toEqual([
      '法人及非法人组织',
      '自然人',
      '个体工商户',
    ]);
  });

  it.each(['/no-such', '/no-such/template.csv', '/no-such/template.xlsx'])(
    'answer %s with what to do',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({
        code: 'catalog.unknown',
        detail: expect.stringContaining('/catalogs'),
      });
    },
  );
});

describe.each(catalogs.map((catalog) => [catalog.code, catalog] as const))(
  'the template of %s',
  (code, catalog) => {
    it.each(['csv', 'xlsx'])('as %s can be uploaded as it is, header and all', async (suffix) => {
      const answer = await get(`/${code}/template.${suffix}`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const head = await readHead(
        { catalog },
        {
          contentType: answer.headers.get('content-type'),
          async *parts(from = 0) {
            yield bytes.subarray(from);
          },
        },
      );
      expect(answer.headers.get('content-disposition')).toContain(`${code}.${suffix}`);
      expect(head.header?.map((text) => text.replace('*', ''))).toEqual(
        catalog.fields.map(({ header }) => header),
      );
    });

    it('marks exactly the required columns', async () => {
      const text = await (await get(`/${code}/template.csv`)).text();
      const starred = (text.split('\r\n')[0]?.match(/\*/g) ?? []).length;
      expect(starred).toBe(catalog.fields.filter(({ required }) => required).length);
    });
  },
);

it('the XLSX template keeps codes as text', async () => {
  const answer = await get('/serious-violation/template.xlsx');
  const sheet = unzipSync(new Uint8Array(await answer.arrayBuffer()))['xl/worksheets/sheet1.xml'];
  expect(new TextDecoder().decode(sheet)).toMatch(
    /t="inlineStr"><is><t xml:space="preserve">93440300MA5FAAA13R/,
  );
});

// Excel repairs (that is, refuses) what is not well-formed, points to nothing, or stands in the wrong order.
it.each(catalogs.map((catalog) => [catalog.code, catalog] as const))(
  'the XLSX template of %s has a drop-down for every code table, and a sheet that explains each column',
  async (code, catalog) => {
    const files = unzipSync(new Uint8Array(await (await get(`/${code}/template.xlsx`)).arrayBuffer()));
    const textOf = (path: string) => new TextDecoder('utf-8', { fatal: true }).decode(files[path]);
    const tables = catalog.fields.filter(({ type }) => type === 'choice' || type === 'choices');
    const sheet = textOf('xl/worksheets/sheet1.xml');
    expect(sheet.match(/<dataValidation /g) ?? []).toHaveLength(tables.length);
    const guide = textOf('xl/worksheets/sheet2.xml');
    expect(guide.match(/<row /g)).toHaveLength(catalog.fields.length + 1);
    for (const [, column, last] of sheet.matchAll(/'代码表'!\$([A-Z]+)\$1:\$[A-Z]+\$(\d+)/g)) {
      const lists = textOf('xl/worksheets/sheet3.xml');
      expect([
        lists.includes(`r="${column}${last}"`),
        lists.includes(`r="${column}${Number(last) + 1}"`),
      ]).toEqual([true, false]);
    }
    const named = [...textOf('[Content_Types].xml').matchAll(/PartName="\/([^"]+)"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(named.filter((path) => !files[path])).toEqual([]);
    const targets = [...textOf('xl/_rels/workbook.xml.rels').matchAll(/Target="([^"]+)"/g)].map(
      ([, path]) => `xl/${path}`,
    );
    expect(targets.filter((path) => !files[path])).toEqual([]);
    expect(sheet).toMatch(
      /<\/cols><sheetData>.*<\/sheetData>(<dataValidations .*<\/dataValidations>)?<\/worksheet>$/s,
    );
  },
);

it('the example row of every template, as XLSX, is read back as it stands in the CSV', async () => {
  for (const catalog of catalogs) {
    const bytes = new Uint8Array(await (await get(`/${catalog.code}/template.xlsx`)).arrayBuffer());
    const source = {
      byteCount: bytes.length,
      parts: async function* (from = 0) {
        yield bytes.subarray(from);
      },
    };
    const rows = [];
    for await (const row of readRows({ catalog }, source)) rows.push(row.original);
    expect(rows).toEqual([catalog.fields.map(({ example }) => example ?? '')]);
  }
});
