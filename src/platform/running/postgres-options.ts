// The same postgres.js settings on Node and Workers: int8 counts and ids stay far below 2^53; days and
// instants arrive as text, instants in UTC.
export const postgresOptions = {
  onnotice: () => {},
  // The driver would wait up to twenty seconds before it tries a restarted server again.
  backoff: (retries: number) => Math.min(3 ** retries / 100, 1),
  connection: { TimeZone: 'UTC' },
  types: {
    bigint: { to: 20, from: [20], parse: (value: string) => Number(value), serialize: String },
    date: { to: 1184, from: [1082, 1114, 1184], parse: (value: string) => value, serialize: String },
  },
};
