import { type Quota, quotaNames, quotas } from '../../platform/door/rates.rules.ts';
import type { Setting } from './setting.ts';

const settingOf = (quota: Quota): Setting => {
  const { most, seconds, of } = quotas[quota];
  return {
    key: `rate.${quota}`,
    value: most,
    unit: seconds === 1 ? 'per-second' : 'per-minute',
    basis: `本市设定：${of}次数的上限，参照 GB/T 22239-2019 8.1.4.1`,
  };
};

export const rateSettings: readonly Setting[] = quotaNames.map(settingOf);
