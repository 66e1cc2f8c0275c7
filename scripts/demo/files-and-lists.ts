import { answer, type RegistryClient } from '../../src/client/registry-client.ts';
import { honoured, listed } from '../samples/cast.ts';
import { liveListingCount } from '../samples/severe-listings.ts';
import type { Stage } from './stage.ts';

const askFile = (desk: RegistryClient, code: string) =>
  answer(
    desk.api.POST('/api/v1/files/query', {
      body: { subject: { type: 'uscc', code }, purpose: 'supervision', caseNo: 'YS-0001' },
    }),
  );

const countListed = async (desk: RegistryClient, list: string): Promise<number> => {
  let count = 0;
  for (let after: string | undefined; ; ) {
    const query = { list, state: 'listed' as const, limit: 500, after };
    const { items, next } = await answer(desk.api.GET('/api/v1/listings', { params: { query } }));
    count += items.length;
    if (!next) return count;
    after = next;
  }
};

// Act two: what came in stands in credit files, each record with where it came from; severe discreditors are
// flagged.
export const filesBuild = async ({ report, desk }: Stage): Promise<void> => {
  report.act('信用档案成形，严重失信主体标识');
  const registrar = desk('FGJ');
  const bad = await askFile(registrar, listed.uscc);
  const [record] = bad.records;
  const [listing] = bad.listings;
  report.expect(
    `${listed.name}：在列 ${listing?.list}，${listing?.listedOn} 起至 ${listing?.dueOn}`,
    listing?.state === 'listed',
  );
  report.say(
    `来源：${record?.provenance.agency}，第 ${record?.provenance.row} 行，${record?.provenance.documentNo}`,
  );
  const good = await askFile(registrar, honoured.uscc);
  report.expect(
    `${honoured.name}：荣誉 ${good.honours.map(({ reason }) => reason).join('、')}，无失信记录`,
    good.honours.length === 1 && good.listings.length === 0,
  );
  const count = await countListed(desk('ZJJ'), 'serious-violation');
  report.expect(`严重违法失信名单在列 ${count} 户，登记系统不自行列入任何人`, count === liveListingCount);
};
