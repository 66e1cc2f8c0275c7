import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Server = {
  process: ChildProcess;
  url: string;
  // What it said last on standard error.
  complaint(): string;
  isAlive(): boolean;
  // False where a minute passed after the signal, and it had to be killed.
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<boolean>;
};

const STOP_WITHIN_MS = 60_000;

// The built service, started as `npm start` starts it, on a port of its own.
export const startServer = async (env: Record<string, string>): Promise<Server> => {
  const child = spawn(process.execPath, ['--disable-proto=delete', 'dist/main.mjs'], {
    env: { PATH: process.env.PATH, ...env, HOST: '127.0.0.1', PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const atExit = () => void child.kill('SIGKILL');
  process.once('exit', atExit);
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint = `${complaint}${text}`.slice(-2000);
  });
  const listening = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const url = /listening on (http:\S+)/.exec(line)?.[1];
    if (url) listening.resolve(url);
  });
  const url = await Promise.race([
    listening.promise,
    gone.then(() => Promise.reject(new Error(`a server ended before it listened: ${complaint}`))),
  ]);
  return {
    process: child,
    url,
    complaint: () => complaint,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    end: async (signal) => {
      child.kill(signal);
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      await gone;
      clearTimeout(late);
      process.off('exit', atExit);
      return signal === 'SIGKILL' || child.signalCode !== 'SIGKILL';
    },
  };
};
