export type Setting = {
  key: string;
  value: number;
  unit:
    | 'months'
    | 'working-days'
    | 'days'
    | 'minutes'
    | 'years'
    | 'count'
    | 'percent'
    | 'per-second'
    | 'per-minute';
  basis: string;
  from?: string;
};
