import type { Child, FC, PropsWithChildren } from 'hono/jsx';
import { momentInChina } from '../../kernel/day.ts';

export type Tone = 'good' | 'bad' | 'warn' | 'calm';

export const PageTitle: FC<{ title: string; lead?: string }> = ({ title, lead }) => (
  <div>
    <h1>{title}</h1>
    {lead && <p class="lead">{lead}</p>}
  </div>
);

const marks: Record<Tone, string> = { good: '✓', bad: '✕', warn: '!', calm: '–' };

export const Tag: FC<{ tone: Tone; word: string }> = ({ tone, word }) => (
  <span class={`tag ${tone}`}>
    <span aria-hidden="true">{marks[tone]}</span>
    {word}
  </span>
);

const strokes: Record<Tone, string> = {
  good: 'M15 25l7 7 13-15',
  bad: 'M17 17l16 16M33 17 17 33',
  warn: 'M25 13v15M25 35v.500',
  calm: 'M15 25h20',
};

export const OutcomePanel: FC<PropsWithChildren<{ tone: Tone; word: string }>> = ({
  tone,
  word,
  children,
}) => (
  <div class={`outcome ${tone}`}>
    <svg viewBox="0 0 50 50" aria-hidden="true" focusable="false">
      <circle cx="25" cy="25" r="25" fill="currentColor" />
      <path d={strokes[tone]} fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" />
    </svg>
    <div>
      <strong>{word}</strong>
      {children}
    </div>
  </div>
);

export type FactLine = readonly [term: string, text: Child];

// Lines without a value are left out.
export const Facts: FC<{ lines: readonly FactLine[] }> = ({ lines }) => (
  <dl class="facts">
    {lines
      .filter(([, text]) => text !== null && text !== undefined && text !== '')
      .map(([term, text]) => (
        <>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </>
      ))}
  </dl>
);

export type Column = string | { label: string; isNumber: true };

export const Table: FC<
  PropsWithChildren<{ caption: string; columns: readonly Column[]; count: number; empty: string }>
> = ({ caption, columns, count, empty, children }) =>
  count === 0 ? (
    <section>
      <h2>{caption}</h2>
      <p class="empty">{empty}</p>
    </section>
  ) : (
    <section class="table" aria-label={caption} tabindex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) =>
              typeof column === 'string' ? (
                <th scope="col">{column}</th>
              ) : (
                <th scope="col" class="number">
                  {column.label}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );

type Filter = Readonly<Record<string, string | undefined>>;
const searchOf = (filter: Filter, after: string) =>
  new URLSearchParams([
    ...Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    ['after', after],
  ]);

// The next page is asked for under the same filter.
export const NextPage: FC<{ path: string; next: string | null | undefined; filter?: Filter }> = ({
  path,
  next,
  filter = {},
}) =>
  next ? (
    <p class="no-print">
      <a class="button plain" href={`${path}?${searchOf(filter, next)}`}>
        下一页
      </a>
    </p>
  ) : null;

export const Moment: FC<{ at: string | null | undefined }> = ({ at }) =>
  at ? (
    <time datetime={at} class="number">
      {momentInChina(at)}
    </time>
  ) : (
    <span>—</span>
  );
