import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { unsealing } from '../platform/keys/unsealing.ts';
import type { Witness } from '../platform/outside/witness.ts';
import { postgresOptions } from '../platform/running/postgres-options.ts';

const isAbsent = (error: unknown) => (error as { code?: unknown } | null)?.code === 'ENOENT';

// A line a note, as JSON. Half a line, where a process was killed, says nothing.
const noteIn = (line: string): string[] => {
  try {
    const { note } = JSON.parse(line) as { note?: unknown };
    return typeof note === 'string' ? [note] : [];
  } catch {
    return [];
  }
};

const TAIL_BYTES = 64 * 1024;

const lastNoteOf = async (path: string): Promise<string | null> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer.toString('utf8', 0, bytesRead).split('\n').flatMap(noteIn).at(-1) ?? null;
  } finally {
    await file.close();
  }
};

const notesOf = async (path: string): Promise<string[]> => {
  const notes: string[] = [];
  const lines = createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) notes.push(...noteIn(line));
  return notes;
};

// The file may be one that this account can only append to (chattr +a), on another machine's disk.
const fileWitness = (path: string): Witness => {
  const orNone =
    <T>(none: T) =>
    (error: unknown): T => {
      if (isAbsent(error)) return none;
      throw error;
    };
  return {
    all: () => notesOf(path).catch(orNone<string[]>([])),
    last: () => lastNoteOf(path).catch(orNone(null)),
    add: async (note) => {
      const file = await open(path, 'a', 0o600);
      try {
        await file.appendFile(`\n${JSON.stringify({ note })}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
};

// A database of somebody else's, in which this role may only insert and read (docs/operations.md). A connection is opened
// when it is needed: once a minute.
const postgresWitness = (url: string): Witness => {
  const withClient = async <T>(step: (client: postgres.Sql) => Promise<T>): Promise<T> => {
    const client = postgres(url, { ...postgresOptions(unsealing()), max: 1 });
    return step(client).finally(() => client.end({ timeout: 1 }));
  };
  const table = (client: postgres.Sql) => client('witnessed_checkpoints');
  return {
    all: () =>
      withClient(async (client) =>
        (await client<{ note: string }[]>`select note from ${table(client)} order by no`).map(
          ({ note }) => note,
        ),
      ),
    last: () =>
      withClient(async (client) => {
        const [row] = await client<
          { note: string }[]
        >`select note from ${table(client)} order by no desc limit 1`;
        return row?.note ?? null;
      }),
    add: (note) =>
      withClient(async (client) => void (await client`insert into ${table(client)} (note) values (${note})`)),
  };
};

export const openWitness = (url: string): Witness =>
  url.startsWith('file:') ? fileWitness(fileURLToPath(url)) : postgresWitness(url);
