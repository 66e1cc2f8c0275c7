import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type StartedChild = {
  process: ChildProcess;
  // What it said last on standard error.
  complaint(): string;
  isAlive(): boolean;
  end(signal: NodeJS.Signals): Promise<void>;
};

// A process of its own, which dies with this one. It has begun as soon as it says a line that `begun` knows.
export const startChild = async <T>(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  begun: (line: string) => T | undefined,
): Promise<StartedChild & { said: T }> => {
  const child = spawn(process.execPath, [...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const atExit = () => void child.kill('SIGKILL');
  process.once('exit', atExit);
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint = `${complaint}${text}`.slice(-2000);
  });
  const beginning = Promise.withResolvers<T>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = begun(line);
    if (said !== undefined) beginning.resolve(said);
  });
  const said = await Promise.race([
    beginning.promise,
    gone.then(() => Promise.reject(new Error(`${args.at(-1)} ended before it began: ${complaint}`))),
  ]);
  return {
    said,
    process: child,
    complaint: () => complaint,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    end: async (signal) => {
      child.kill(signal);
      await gone;
      process.off('exit', atExit);
    },
  };
};
