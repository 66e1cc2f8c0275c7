import { asks, draw, pages } from '../../platform/web/pages.ts';
import { listRestorations } from './list-restorations.ts';
import { RestorationListView } from './restoration.view.tsx';

export const restorationPages = pages().get('/restorations', asks('restoration.list'), async (c) =>
  draw(c, { title: '恢复记录', body: <RestorationListView {...(await listRestorations(c.get('ctx')))} /> }),
);
