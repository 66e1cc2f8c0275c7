import type { FC } from 'hono/jsx';
import {
  ErrorSummary,
  FilterField,
  optionsOf,
  type Refusal,
  TextField,
} from '../../platform/web/form.view.tsx';
import { Facts, NextPage, PageTitle, Tag, type Tone } from '../../platform/web/pieces.view.tsx';
import { QrView } from '../../platform/web/qr.view.tsx';
import type { MatterRow } from './matter.rules.ts';
import type { MatterShown } from './matter.view.tsx';
import type { MatterList, Replacement } from './matter-columns.ts';

type PublicSearch = { q?: string; list?: string };

const verdicts: Record<MatterList, { tone: Tone; word: string }> = {
  cancelled: { tone: 'good', word: '已取消，不用提交' },
  commitment: { tone: 'good', word: '可以书面承诺代替' },
  retained: { tone: 'calm', word: '保留，须提交' },
};
const choices = { cancelled: '已取消', commitment: '可以承诺代替', retained: '保留' };
const ways: Record<Replacement, string> = {
  sharing: '由办理单位通过数据共享核验，您不用提交。',
  assistance: '由办理单位向有关部门核实，您不用提交。',
  commitment: '您可以签一份书面承诺代替；不愿承诺的，仍可提交证明。',
  none: '不再需要，也不用别的材料代替。',
};

const withoutIt = ({ list, replacement, issuingUnit }: MatterRow): string => {
  if (list === 'commitment') return ways.commitment;
  if (list === 'cancelled') return ways[replacement === 'commitment' ? 'none' : (replacement ?? 'none')];
  return issuingUnit ? `请向 ${issuingUnit} 开具后提交。` : '请按办理单位告知的要求提交。';
};

const pathOf = (code: string) => `/public/matters/${encodeURIComponent(code)}`;

type ListProps = {
  matters: readonly MatterRow[];
  search: PublicSearch;
  next: string | null;
  refusal: Refusal;
};
export const PublicMattersView: FC<ListProps> = ({ matters, search, next, refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title="要不要这个证明"
      lead="查一查：办事时哪些证明已经取消、哪些可以用承诺代替、哪些还要提交。"
    />
    <form class="card no-print" method="get" action="/public/matters">
      <TextField
        name="q"
        label="证明、要办的事或者单位"
        hint="输入其中几个字即可，例如：经营场所"
        value={search.q}
        maxLength={100}
        refusal={refusal}
        isOptional
      />
      <FilterField name="list" label="清单" blank="全部" value={search.list} options={optionsOf(choices)} />
      <button type="submit">查询</button>
    </form>
    <h2>{search.q || search.list ? '查询结果' : '证明事项'}</h2>
    {matters.length === 0 && (
      <p class="empty">没有符合条件的证明。不在清单上的证明，可以请办理单位出示设定依据。</p>
    )}
    {matters.map((matter) => (
      <article class="card">
        <h3>
          <a href={pathOf(matter.code)}>{matter.name}</a>
        </h3>
        <p>
          <Tag {...verdicts[matter.list]} />
        </p>
        <p>{[matter.item, matter.department].filter(Boolean).join(' · ')}</p>
        <p class="hint">{withoutIt(matter)}</p>
      </article>
    ))}
    <NextPage path="/public/matters" next={next} filter={search} />
    <p class="no-print">
      <a href="/public/matter-proposals">正在征求意见的证明</a>，
      <a href="/public/matters.atom">订阅清单的变化（Atom）</a>
    </p>
  </>
);

export const PublicMatterView: FC<{ matter: MatterShown }> = ({ matter }) => (
  <>
    <PageTitle title={matter.name} lead={matter.item ? `办理：${matter.item}` : undefined} />
    <section class="card" aria-label="怎么办">
      <p>
        <Tag {...verdicts[matter.list]} />
      </p>
      <p>{withoutIt(matter)}</p>
      {matter.replacementNote && <p>{matter.replacementNote}</p>}
      <Facts
        lines={[
          ['办理单位', matter.department],
          ['开具单位', matter.issuingUnit],
          ['设定依据', matter.basis],
          ['编码', <span class="code">{matter.code}</span>],
        ]}
      />
    </section>
    {matter.list !== 'retained' && (
      <section class="notice warn no-print" aria-label="投诉">
        <p>还是被要求提交？可以投诉，不必留下姓名。</p>
        <p>
          <a class="button" href={`/public/complaints/new?matter=${encodeURIComponent(matter.code)}`}>
            我要投诉
          </a>
        </p>
      </section>
    )}
    {matter.list === 'commitment' && (
      <>
        <Told title="告知书" text={matter.noticeText} />
        <Told title="承诺书" text={matter.commitmentText} />
      </>
    )}
    <section class="card" aria-label="变化">
      <h2>变化</h2>
      <ul class="plain-list">
        {matter.versions.map((version) => (
          <li>
            <time datetime={version.publishedOn}>{version.publishedOn}</time>{' '}
            {version.list ? verdicts[version.list].word : '移出清单'}（{version.name}）
          </li>
        ))}
      </ul>
    </section>
    <p class="no-print">
      <a class="button plain" href="/public/matters">
        再查一项
      </a>
    </p>
  </>
);

const Told: FC<{ title: string; text: string | null }> = ({ title, text }) =>
  text ? (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <p class="excerpt">{text}</p>
    </section>
  ) : null;

/** Hung up in a hall: who scans it searches the lists. */
export const MatterPosterView: FC<{ hall: string; url: string }> = ({ hall, url }) => (
  <>
    <article class="poster">
      {hall && <p class="lead">{hall}</p>}
      <h1>要不要这个证明？扫码查一查</h1>
      <QrView text={url} label="证明事项查询二维码" />
      <p>已取消的证明，任何窗口都不得再要；可以承诺代替的，由您自愿选择。</p>
      <p>还是被要求提交的，扫码后点“我要投诉”。</p>
      <p class="code">{url}</p>
    </article>
    <form class="card no-print" method="get" action="/desk/matter-poster">
      <TextField
        name="hall"
        label="大厅名称"
        value={hall}
        maxLength={60}
        refusal={{ typed: {}, faults: [] }}
        isOptional
      />
      <div class="row">
        <button type="submit">换成这个大厅</button>
        <button type="button" class="plain" data-print hidden>
          打印海报
        </button>
      </div>
    </form>
  </>
);
