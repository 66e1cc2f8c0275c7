import { parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { limited } from '../../platform/web/rate-limit.ts';
import { importMatters } from './import-matters.ts';
import { MatterImportQuery } from './matter-import.schema.ts';
import { MatterImportView, RefusedImportView } from './matter-import.view.tsx';

export const matterImportPages = pages().post(
  '/matter-editions',
  asks('matter.load'),
  limited('uploads'),
  async (c) => {
    const query = parsed(c.get('ctx'), MatterImportQuery, c.req.query());
    const upload = { contentType: c.req.header('content-type') ?? '', body: c.req.raw.body };
    const done = await tried({}, { labels: {} }, () => importMatters(c.get('ctx'), { ...query, ...upload }));
    return done.ok
      ? draw(c, { title: '事项目录导入结果', body: <MatterImportView done={done.value} /> })
      : draw(
          c,
          { title: '事项目录没有导入', body: <RefusedImportView refusal={done.refusal} />, hasErrors: true },
          422,
        );
  },
);
