import { randomFaults } from './all-faults.ts';
import type { Campaign, Judged } from './campaign.ts';

const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

const row = (title: string, judged: readonly Judged[]) => {
  const broken = judged.filter(({ violations }) => violations.length > 0);
  const violations = judged.reduce((sum, one) => sum + one.violations.length, 0);
  return line([title, judged.length, broken.length, violations]);
};

// Trials and violations of each fault, in the order in which the faults are listed.
export const campaignTable = ({ judged, skipped }: Campaign, { seed }: { seed: number }): string =>
  [
    line(['Fault', 'Trials', 'of these broken', 'Violations']),
    line(['---', '---:', '---:', '---:']),
    ...randomFaults.flatMap(({ name, title }) => {
      const own = judged.filter(({ fault }) => fault === name);
      return own.length > 0 ? [row(title, own)] : [];
    }),
    row(`**all**, seed ${seed}`, judged),
    ...skipped.map(({ title, why }) => line([title, 'skipped', why, ''])),
  ].join('\n');
