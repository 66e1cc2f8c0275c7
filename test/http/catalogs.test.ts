import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { readHead } from '../../src/batches/readers/read-head.ts';
import { catalogs } from '../../src/catalogs/catalog-list.ts';
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
      'administrative-penalty',
      'false-commitment',
      'honour',
      'judgment-defaulter',
      'serious-violation',
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
      const head = await readHead(catalog, {
        contentType: answer.headers.get('content-type'),
        async *parts() {
          yield bytes;
        },
      });
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
