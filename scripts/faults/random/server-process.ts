import { type StartedChild, startChild } from '../started-child.ts';

export type Server = Omit<StartedChild, 'end'> & {
  url: string;
  // False where a minute passed after the signal, and it had to be killed.
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<boolean>;
};

const STOP_WITHIN_MS = 60_000;

// The built service, started as `npm start` starts it, on a port of its own.
export const startServer = async (env: Record<string, string>): Promise<Server> => {
  const { said: url, ...child } = await startChild(
    ['--disable-proto=delete', 'dist/main.mjs'],
    { PATH: process.env.PATH, ...env, HOST: '127.0.0.1', PORT: '0' },
    (line) => /listening on (http:\S+)/.exec(line)?.[1],
  );
  return {
    ...child,
    url,
    end: async (signal) => {
      const late = setTimeout(() => child.process.kill('SIGKILL'), STOP_WITHIN_MS);
      await child.end(signal);
      clearTimeout(late);
      return signal === 'SIGKILL' || child.process.signalCode !== 'SIGKILL';
    },
  };
};
