import type { FC } from 'hono/jsx';
import { ChoiceField, ErrorSummary, type Refusal, TextArea } from '../../platform/web/form.view.tsx';
import { Facts, Moment, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { candidateGroundWords, candidateStateWords, mergeKindWords } from './merge.rules.ts';
import type { FullPair, FullSide, Pair } from './merge-pair.ts';

export type Words = {
  identifiers: Readonly<Record<string, string>>;
  catalogs: Readonly<Record<string, string>>;
  recordStates: Readonly<Record<string, string>>;
  listingStates: Readonly<Record<string, string>>;
};
type State = keyof typeof candidateStateWords;
const states = Object.keys(candidateStateWords) as State[];

type ListProps = { pairs: readonly Pair[]; state: State; next: string | null };

export const CandidateListView: FC<ListProps> = ({ pairs, state, next }) => (
  <>
    <PageTitle title="主体合并" lead="核对两份档案是否属于同一主体；合并可以撤销，撤销后各归其位。" />
    <nav aria-label="按状态查看">
      <p class="row">
        {states.map((one) => (
          <a href={`/desk/merges?state=${one}`} aria-current={one === state ? 'page' : undefined}>
            {candidateStateWords[one].word}
          </a>
        ))}
      </p>
    </nav>
    <Table
      caption={`疑似同一主体：${candidateStateWords[state].word}`}
      columns={['建议保留', '另一主体', '缘由', '状态', '发现时间']}
      count={pairs.length}
      empty={state === 'open' ? '没有待核实的主体。' : '没有这一状态的记录。'}
    >
      {pairs.map((pair) => (
        <tr>
          <th scope="row">
            <a href={`/desk/merges/${pair.id}`}>{pair.subjects[0]?.name}</a>
          </th>
          <td>{pair.subjects[1]?.name}</td>
          <td>{candidateGroundWords[pair.ground]}</td>
          <td>
            <Tag {...candidateStateWords[pair.state]} />
          </td>
          <td>
            <Moment at={pair.raisedAt} />
          </td>
        </tr>
      ))}
    </Table>
    {next && (
      <p class="no-print">
        <a class="button plain" href={`/desk/merges?state=${state}&after=${encodeURIComponent(next)}`}>
          下一页
        </a>
      </p>
    )}
  </>
);

type PairProps = { pair: FullPair; refusal: Refusal; words: Words };

export const CandidateView: FC<PairProps> = ({ pair, refusal, words }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title="核对两个主体" lead={candidateGroundWords[pair.ground]} />
    <Facts
      lines={[
        ['状态', <Tag {...candidateStateWords[pair.state]} />],
        ['发现时间', <Moment at={pair.raisedAt} />],
        ['处理理由', pair.reason],
        ['处理时间', pair.decidedAt && <Moment at={pair.decidedAt} />],
      ]}
    />
    <div class="duo">
      {pair.subjects.map((side, place) => (
        <SideView side={side} title={`主体 ${place + 1}`} words={words} />
      ))}
    </div>
    {pair.state === 'open' && <Decision pair={pair} refusal={refusal} />}
    {pair.state === 'merged' && <Undo pair={pair} refusal={refusal} />}
  </>
);

const SideView: FC<{ side: FullSide; title: string; words: Words }> = ({ side, title, words }) => (
  <section class="card" aria-label={title}>
    <h2>
      {title}：{side.name}
    </h2>
    <Facts
      lines={[
        ['类别', mergeKindWords[side.kind] ?? side.kind],
        ['其他名称', side.otherNames.join('；')],
        ...side.identifiers.map(
          ({ type, code }) => [words.identifiers[type] ?? type, <span class="code">{code}</span>] as const,
        ),
        ['登记地区', side.region],
        ['建档时间', <Moment at={side.knownSince} />],
      ]}
    />
    <Table
      caption={`记录（共 ${side.recordCount} 条）`}
      columns={['目录', '文号', '日期', '状态']}
      count={side.records.length}
      empty="没有记录。"
    >
      {side.records.map((record) => (
        <tr>
          <th scope="row">{words.catalogs[record.catalog] ?? record.catalog}</th>
          <td>{record.documentNo ?? '—'}</td>
          <td class="number">{record.decidedOn}</td>
          <td>{words.recordStates[record.state] ?? record.state}</td>
        </tr>
      ))}
    </Table>
    <Table
      caption={`名单（现行 ${side.liveListingCount} 条）`}
      columns={['名单', '列入日期', '认定单位', '状态']}
      count={side.listings.length}
      empty="没有名单。"
    >
      {side.listings.map((listing) => (
        <tr>
          <th scope="row">{words.catalogs[listing.list] ?? listing.list}</th>
          <td class="number">{listing.listedOn}</td>
          <td>{listing.authority}</td>
          <td>{words.listingStates[listing.state] ?? listing.state}</td>
        </tr>
      ))}
    </Table>
  </section>
);

const Decision: FC<{ pair: FullPair; refusal: Refusal }> = ({ pair, refusal }) => (
  <form class="card no-print" method="post" action={`/desk/merges/${pair.id}/merge`}>
    <h2>处理意见</h2>
    <ChoiceField
      name="survivorId"
      label="合并后保留"
      hint="保留的主体的名称与类别不变，另一主体的号码、记录和名单并入其中"
      value={String(pair.subjects[0]?.id ?? '')}
      options={pair.subjects.map(({ id, name }, place) => ({
        value: String(id),
        label: `主体 ${place + 1}：${name}`,
      }))}
      refusal={refusal}
    />
    <TextArea
      name="reason"
      label="理由"
      hint="写明核对了什么，如登记机关函复、变更登记通知书文号"
      refusal={refusal}
    />
    <div class="row">
      <button type="submit">合并为一个主体</button>
      <button type="submit" class="plain" formaction={`/desk/merges/${pair.id}/dismiss`}>
        不是同一主体
      </button>
    </div>
  </form>
);

const Undo: FC<{ pair: FullPair; refusal: Refusal }> = ({ pair, refusal }) => (
  <form class="card no-print" method="post" action={`/desk/merges/${pair.id}/undo`}>
    <h2>撤销合并</h2>
    <p>号码、记录和名单各归其位；合并后凭被合并主体的号码报来的内容也一并退回。</p>
    <TextArea name="reason" label="撤销理由" refusal={refusal} />
    <button type="submit" class="danger">
      撤销合并
    </button>
  </form>
);
