import { shareOf } from '../../src/promise/verifications/sample.rules.ts';

// One rate of the draw beside the other, which is so high that it does not count.
export const readDrawn = ({ setting }: { setting: (key: string) => number }, key: string): string => {
  const [rate, ordinary] = key.startsWith('inspection.') ? [100, setting(key)] : [setting(key), 100];
  return `${shareOf({ risk: 'low', population: 1000, carried: 0, rate, ordinary }).taken} 件`;
};
