// The same postgres.js settings on Node and Workers: int8 counts and ids stay far below 2^53, instants come in UTC.
export const postgresOptions = {
  onnotice: () => {},
  connection: { TimeZone: 'UTC' },
  types: {
    bigint: { to: 20, from: [20], parse: (value: string) => Number(value), serialize: String },
  },
};
