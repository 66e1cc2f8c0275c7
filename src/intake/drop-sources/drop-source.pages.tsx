import type { Context } from 'hono';
import { catalogNames, catalogs } from '../../law/catalogs/catalog-list.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { type Form, formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, UUID } from '../../platform/web/pages.ts';
import { addDropSource } from './add-drop-source.ts';
import { changeDropSource } from './change-drop-source.ts';
import { DropSourceIn, dropSourceOut } from './drop-source.schema.ts';
import { DropSourceListView } from './drop-source.view.tsx';
import { DropSourceFormView } from './drop-source-form.view.tsx';
import { listDropSources } from './list-drop-sources.ts';
import { removeDropSource } from './remove-drop-source.ts';

const LISTED = 50;
const choices = catalogs.map(({ code, name }) => ({ value: code, label: name }));

const words = {
  labels: {
    agency: '报送单位代码',
    catalog: '目录',
    mode: '报送方式',
    kind: '放在哪里',
    location: '位置',
    region: '存储区域',
    'credentials.accessKeyId': '访问密钥编号',
    'credentials.secretAccessKey': '访问密钥',
  },
  fields: {
    'agency.unknown': 'agency',
    'catalog.unknown': 'catalog',
    'catalog.not-yours': 'catalog',
    'source.location': 'location',
    'source.no-root': 'location',
    'source.duplicate': 'location',
    'source.unreachable': 'location',
  },
} as const;

// The fields of a bucket are dropped where a folder was chosen.
const draftOf = ({ input }: Form): Record<string, unknown> => {
  const { onceKey: _, region, credentials, ...place } = input;
  return place.kind === 's3' ? { ...place, region, credentials: credentials ?? {} } : place;
};

const drawForm = (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const hasErrors = refusal.faults.length > 0;
  const body = (
    <DropSourceFormView
      refusal={refusal}
      onceKey={ctx.newId()}
      catalogs={choices}
      hasFolders={ctx.openFolder !== null}
    />
  );
  return draw(c, { title: '添加取件来源', body, hasErrors }, hasErrors ? 422 : 200);
};

const back = (c: Context<Env>, done: string) => c.redirect(`/desk/drop-sources?done=${done}`, 303);

const turn = async (c: Context<Env>, step: 'pause' | 'resume') => {
  const id = c.req.param('id') ?? '';
  await changeDropSource(c.get('ctx'), { id, change: { isPaused: step === 'pause' } });
  return back(c, step);
};

export const dropSourcePages = pages()
  .get('/drop-sources', asks('source.list'), async (c) => {
    const query = { limit: LISTED, after: c.req.query('after') };
    const { items, next } = await listDropSources(c.get('ctx'), query);
    const done = c.req.query('done') ?? '';
    const body = (
      <DropSourceListView sources={items.map(dropSourceOut)} names={catalogNames} next={next} done={done} />
    );
    return draw(c, { title: '取件来源', body });
  })
  .get('/drop-sources/new', asks('source.add'), (c) => drawForm(c))
  .post('/drop-sources', asks('source.add'), async (c) => {
    const form = await formOf(c);
    const done = await tried(form.typed, words, () =>
      addDropSource(onceOf(c.get('ctx'), form), parsed(c.get('ctx'), DropSourceIn, draftOf(form))),
    );
    return done.ok ? back(c, 'add') : drawForm(c, done.refusal);
  })
  .post(`/drop-sources/:id${UUID}/pause`, asks('source.change'), (c) => turn(c, 'pause'))
  .post(`/drop-sources/:id${UUID}/resume`, asks('source.change'), (c) => turn(c, 'resume'))
  .post(`/drop-sources/:id${UUID}/remove`, asks('source.remove'), async (c) => {
    await removeDropSource(c.get('ctx'), c.req.param('id'));
    return back(c, 'remove');
  });
