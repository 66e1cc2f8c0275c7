import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { listFedSources } from './list-fed-sources.ts';
import { reasons } from './reconciliation.rules.ts';
import { reconciliationOut } from './reconciliation.schema.ts';
import { ReconciliationView, SourcesView } from './reconciliation.view.tsx';
import { showReconciliation } from './show-reconciliation.ts';

const LISTED = 50;
const nameOf = (catalog: string) => findCatalog(catalog)?.name ?? catalog;

export const reconciliationPages = pages()
  .get('/reconciliations', asks('reconciliation.show'), async (c) => {
    const sources = await listFedSources(c.get('ctx'));
    const shown = sources.map((source) => ({ ...source, catalogName: nameOf(source.catalog) }));
    return draw(c, { title: '对账', body: <SourcesView sources={shown} /> });
  })
  .get('/reconciliations/:catalog', asks('reconciliation.show'), async (c) => {
    const catalog = c.req.param('catalog');
    const { agency, after, reason: asked } = c.req.query();
    const reason = reasons.find((known) => known === asked);
    const question = { catalog, agency: agency || undefined, reason, after, limit: LISTED };
    const found = await showReconciliation(c.get('ctx'), question);
    const { summary, agencyName } = found;
    const { receipt, items, next } = reconciliationOut(found);
    const path = `/desk/reconciliations/${catalog}?agency=${encodeURIComponent(summary.agency)}`;
    const about = { summary, agencyName, receipt, items, next, path, reason: reason ?? ('' as const) };
    const body = <ReconciliationView {...about} catalogName={nameOf(catalog)} />;
    return draw(c, { title: `对账：${nameOf(catalog)}`, body });
  });
