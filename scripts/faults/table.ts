import { isWhole, type Outcome } from './scenario.ts';

const columns: readonly (readonly [string, (outcome: Outcome) => string | number])[] = [
  ['Fault', ({ title }) => title],
  ['Trials', ({ trials }) => trials],
  ['Notices', ({ notices }) => notices],
  ['of these superseded', ({ superseded }) => superseded],
  ['Repeats, same id', ({ duplicates }) => duplicates],
  ['Repeats, other id', ({ otherIds }) => otherIds],
  ['Lost', ({ lost }) => lost],
  ['Out of order', ({ outOfOrder }) => outOfOrder],
  ['Feed gaps', ({ feedGaps }) => feedGaps],
  ['Refused by the public packages', ({ refused }) => refused],
];

const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

const total = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.reduce((sum, one) => {
    const added = Object.entries(one).map(([name, value]) => [
      name,
      typeof value === 'number' ? value + Number(sum[name as keyof Outcome]) : value,
    ]);
    return { ...(Object.fromEntries(added) as Outcome), title: '**all**' };
  });

export const tableOf = (outcomes: readonly Outcome[]): string =>
  [
    line(columns.map(([title]) => title)),
    line(columns.map((_, place) => (place === 0 ? '---' : '---:'))),
    ...[...outcomes, total(outcomes)].map((outcome) => line(columns.map(([, cell]) => cell(outcome)))),
  ].join('\n');

export const lineOf = (outcome: Outcome): string =>
  `${isWhole(outcome) ? 'ok    ' : 'BROKEN'} ${outcome.name.padEnd(19)} ${JSON.stringify({ ...outcome, name: undefined, title: undefined })}`;
