// npm run supply [-- --check]: what the product takes from others. Holds the lock file, the licences and the
// install scripts to their rules, writes docs/licences.md, and the bill of materials (CycloneDX) beside the
// build.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { writtenPage } from './written-page.ts';

const BILL = 'dist/sbom.cdx.json';

// Each lets a city run, change and hand on the product, and asks for no more than to be named.
const LICENCES = new Set([
  'MIT',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  'BlueOak-1.0.0',
  'Public Domain',
]);

const Locked = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().optional(),
  dev: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
});
const Lock = z.object({ packages: z.record(z.string(), Locked) });
const Own = z.object({ name: z.string(), allowScripts: z.record(z.string(), z.boolean()) });
const Bill = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z
    .array(
      z.looseObject({
        name: z.string(),
        version: z.string(),
        purl: z.string(),
        hashes: z.array(z.unknown()).min(1),
      }),
    )
    .min(1),
});

const read = <S extends z.ZodType>(file: string, shape: S): z.infer<S> =>
  shape.parse(JSON.parse(readFileSync(file, 'utf8')));

type Package = z.infer<typeof Locked> & { name: string; isShipped: boolean };

const MODULES = 'node_modules/';
const packagesOf = (lock: z.infer<typeof Lock>): Package[] =>
  Object.entries(lock.packages).flatMap(([path, found]) =>
    path.includes(MODULES) && !found.link
      ? [
          {
            ...found,
            name: path.slice(path.lastIndexOf(MODULES) + MODULES.length),
            isShipped: !found.dev && !found.devOptional,
          },
        ]
      : [],
  );

const lockFaults = (packages: readonly Package[]) =>
  packages.flatMap(({ name, integrity, resolved }) => [
    ...(integrity?.startsWith('sha512-') ? [] : [`${name}: the lock file holds no SHA-512 of it`]),
    ...(resolved
      ? [`${name}: the lock file names the place it came from; npm config omit-lockfile-registry-resolved`]
      : []),
  ]);

const licenceFaults = (packages: readonly Package[]) =>
  packages
    .filter(({ isShipped, license }) => isShipped && !LICENCES.has(license ?? ''))
    .map(
      ({ name, license }) =>
        `${name}: licence ${license ?? 'unknown'} is not one of ${[...LICENCES].join(', ')}`,
    );

// A script of a package runs as whoever installs. Each is allowed or refused by name, and no name is kept for
// nothing.
const scriptFaults = (packages: readonly Package[], allowed: Readonly<Record<string, boolean>>) => {
  const asking = new Set(packages.flatMap(({ name, hasInstallScript }) => (hasInstallScript ? [name] : [])));
  return Object.keys(allowed).flatMap((name) =>
    asking.has(name) ? [] : [`allowScripts names ${name}, which has no install script`],
  );
};

const byName = (a: Package, b: Package) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

const licencePage = (packages: readonly Package[]): string => {
  const shipped = packages.filter(({ isShipped }) => isShipped).sort(byName);
  const rows = shipped.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  return `# Licences of what is shipped

Written by \`npm run supply\` from the lock file; \`npm run check\` says when it is out of date. Packages that only build and test
the product (${packages.length - shipped.length}) are not in it. The bill of materials (CycloneDX 1.5) stands at \`${BILL}\` after either command.

| Package | Version | Licence |
| --- | --- | --- |
${[...new Set(rows)].join('\n')}
`;
};

// npm reads it from the lock file alone: the same bill on every machine, but for its number and time.
const writeBill = (name: string): string[] => {
  const args = [
    'sbom',
    '--sbom-format',
    'cyclonedx',
    '--package-lock-only',
    '--omit',
    'dev',
    '--workspaces=false',
  ];
  const { stdout, stderr, status } = spawnSync('npm', args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) return [`npm sbom: ${stderr.trim()}`];
  const bill = Bill.parse(JSON.parse(stdout));
  bill.metadata.component.name = name;
  mkdirSync('dist', { recursive: true });
  writeFileSync(BILL, `${JSON.stringify(bill, null, 1)}\n`);
  console.log(`${BILL}: ${bill.components.length} packages`);
  return [];
};

const packages = packagesOf(read('package-lock.json', Lock));
const own = read('package.json', Own);
const faults = [
  ...lockFaults(packages),
  ...licenceFaults(packages),
  ...scriptFaults(packages, own.allowScripts),
  ...writeBill(own.name),
];
for (const fault of faults) console.error(fault);
const isTrue = writtenPage('docs/licences.md', licencePage(packages), {
  checkOnly: process.argv.includes('--check'),
  command: 'npm run supply',
});
process.exitCode = isTrue && faults.length === 0 ? 0 : 1;
