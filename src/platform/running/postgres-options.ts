import type { Unsealing } from '../keys/unsealing.ts';

// How long the server bears with one connection of ours. A process that is frozen, or cut off, leaves its
// transactions open and with them every lock they hold: after idleMs the server ends them and the others go
// on.
export type DatabaseLimits = { statementMs: number; lockMs: number; idleMs: number };

// lockMs below idleMs: of a frozen process that holds a lock and waits for it as well, the waiting ends
// first, and never becomes the next holder. tcp_user_timeout: what is frozen in the middle of a long answer
// reads no more, and no other time-out sees that. Keepalives: a peer that is gone without a word is noticed
// in 19 seconds, not in two hours.
export const sessionLimits = ({ statementMs, lockMs, idleMs }: DatabaseLimits) => ({
  statement_timeout: Math.round(statementMs),
  lock_timeout: Math.round(lockMs),
  idle_in_transaction_session_timeout: Math.round(idleMs),
  tcp_user_timeout: Math.round(idleMs),
  tcp_keepalives_idle: 10,
  tcp_keepalives_interval: 3,
  tcp_keepalives_count: 3,
});

const TEXT = 25;
const JSON_TYPES = [114, 3802];

// The same postgres.js settings on Node and Workers: int8 counts and ids stay far below 2^53; days and
// instants arrive as text, instants in UTC.
export const postgresOptions = ({ text, json }: Unsealing) => ({
  onnotice: () => {},
  // The driver would wait up to twenty seconds before it tries a restarted server again.
  backoff: (retries: number) => Math.min(3 ** retries / 100, 1),
  // A server that takes the connection and says nothing; one that is gone without a word.
  connect_timeout: 10,
  keep_alive: 10,
  connection: { TimeZone: 'UTC' },
  types: {
    bigint: { to: 20, from: [20], parse: (value: string) => Number(value), serialize: String },
    date: { to: 1184, from: [1082, 1114, 1184], parse: (value: string) => value, serialize: String },
    string: { to: TEXT, from: [TEXT], parse: text, serialize: String },
    json: { to: 114, from: JSON_TYPES, parse: json, serialize: (value: unknown) => JSON.stringify(value) },
  },
});
