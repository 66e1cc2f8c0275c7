import type { FC } from 'hono/jsx';
import { Moment, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { catalogName } from '../inbox/catalog-names.ts';
import { channelShort } from '../inbox/notice-words.rules.ts';
import { type Forgotten, forgottenWords, madeWords, nextStep } from './restoration.rules.ts';

type Restored = {
  epoch: number;
  at: string;
  by: string;
  knownUntil: string | null;
  raisedBy: number;
  listingCount: number;
};
type Props = { restorations: readonly Restored[]; forgotten: readonly Forgotten[] };

const lead =
  '数据库从备份恢复后，备份之后发出的通知只有各单位还记得。恢复使编号抬高、订阅升一期并重新告知现状；各单位拉取、确认时报出的旧序号记在下面。';

export const RestorationListView: FC<Props> = ({ restorations, forgotten }) => {
  const named = forgotten.filter(({ seenSeq }) => seenSeq !== null);
  const isUnmarked = restorations.length === 0 && named.length > 0;
  return (
    <>
      <PageTitle title="恢复记录" lead={lead} />
      {isUnmarked && (
        <div class="notice bad" role="status">
          <p>
            有单位报出的序号，登记系统从未发出过：数据库可能从备份恢复过而未作处理。请停止服务，由运维人员执行
            after-restore 后再启动。
          </p>
        </div>
      )}
      <p>现为第 {restorations[0]?.epoch ?? 1} 期。</p>
      <Table
        caption="各次恢复"
        columns={[
          { label: '期', isNumber: true },
          '恢复时间',
          '执行人',
          '备份所知截至',
          { label: '编号抬高', isNumber: true },
          { label: '重新告知（条）', isNumber: true },
        ]}
        count={restorations.length}
        empty="从未恢复过。"
      >
        {restorations.map((one) => (
          <tr>
            <th scope="row" class="number">
              {one.epoch}
            </th>
            <td>
              <Moment at={one.at} />
            </td>
            <td>{one.by}</td>
            <td>
              <Moment at={one.knownUntil} />
            </td>
            <td class="number">{one.raisedBy}</td>
            <td class="number">{one.listingCount}</td>
          </tr>
        ))}
      </Table>
      <ForgottenTable forgotten={forgotten} />
    </>
  );
};

const ForgottenTable: FC<Pick<Props, 'forgotten'>> = ({ forgotten }) => (
  <>
    <h2>各单位知道而登记系统已不知道的通知</h2>
    <p>这些通知的内容登记系统已没有，须由收到的单位提供。每行是一个订阅，按“怎样办”逐行办理。</p>
    <Table
      caption="各订阅的序号"
      columns={[
        '单位与订阅',
        { label: '登记系统知道到', isNumber: true },
        '该单位还知道',
        '涉及名单',
        '通知制发时间',
        '怎样办',
      ]}
      count={forgotten.length}
      empty="没有。"
    >
      {forgotten.map((one) => (
        <tr>
          <th scope="row">
            {one.agency}
            <br />
            <a href={`/desk/subscriptions/${one.subscriptionId}`}>{one.subscription}</a>（
            {channelShort[one.channel]}）
          </th>
          <td class="number">第 {one.knownSeq} 号</td>
          <td>
            {one.seenSeq === null ? (
              forgottenWords(one)
            ) : (
              <>
                <Tag tone="warn" word={forgottenWords(one)} />
                <br />
                得知于 <Moment at={one.seenAt} />
              </>
            )}
          </td>
          <td>{one.lists.length === 0 ? '全部名单' : one.lists.map(catalogName).join('、')}</td>
          <td>{madeWords(one)}</td>
          <td>{nextStep(one)}</td>
        </tr>
      ))}
    </Table>
  </>
);
