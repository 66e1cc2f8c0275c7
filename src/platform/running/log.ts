export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type Log = (level: LogLevel, event: string, facts?: Record<string, unknown>) => void;

const order: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

// Long digit runs are struck from every line: an identity number must not reach a
// log even through an error text.
const strike = (text: string) => text.replace(/[0-9]{14,17}[0-9Xx]?/g, '[struck]');

// A failed query brings the values of its parameters along: whole rows of a file. They
// stay out; why it failed goes in.
const told = (error: Error): string => {
  const [message = ''] = error.message.split('\nparams: ');
  const text = (error.stack ?? error.message).replace(error.message, () => message);
  return error.cause instanceof Error ? `${text}\ncaused by ${told(error.cause)}` : text;
};

export const makeLog =
  (least: LogLevel, write: (line: string) => void, now: () => Date): Log =>
  (level, event, facts = {}) => {
    if (order[level] < order[least]) return;
    const plain = Object.fromEntries(
      Object.entries(facts).map(([key, value]) => [key, value instanceof Error ? told(value) : value]),
    );
    write(strike(JSON.stringify({ at: now().toISOString(), level, event, ...plain })));
  };
