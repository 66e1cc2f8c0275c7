export type Setting = {
  key: string;
  value: number;
  unit: 'months' | 'working-days' | 'days' | 'minutes' | 'years' | 'count' | 'percent';
  basis: string;
  from?: string;
};
