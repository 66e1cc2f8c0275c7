export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type Log = (level: LogLevel, event: string, facts?: Record<string, unknown>) => void;

const order: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

// Long digit runs are struck from every line: an identity number must not reach a log even through an error text.
const strike = (text: string) => text.replace(/[0-9]{14,17}[0-9Xx]?/g, '[struck]');

export const makeLog =
  (least: LogLevel, write: (line: string) => void, now: () => Date): Log =>
  (level, event, facts = {}) => {
    if (order[level] < order[least]) return;
    const plain = Object.fromEntries(
      Object.entries(facts).map(([key, value]) => [
        key,
        value instanceof Error ? (value.stack ?? value.message) : value,
      ]),
    );
    write(strike(JSON.stringify({ at: now().toISOString(), level, event, ...plain })));
  };
