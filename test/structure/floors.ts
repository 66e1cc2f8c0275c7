import { type Import, importsOf, isPackage, type SourceFile } from './source-files.ts';

// docs/architecture.md draws these floors; imports go down only.
export const floorNames = [
  'kernel',
  'rule',
  'shape',
  'store',
  'door',
  'part',
  'verb',
  'driver',
  'edge',
  'assembly',
  'entry',
] as const;
export type Floor = (typeof floorNames)[number];
export type FloorOf = (path: string) => Floor;

const patterns: readonly (readonly [RegExp, Floor])[] = [
  [/^(src\/(node|worker)|scripts|test)\//, 'entry'],
  [/^src\/(app|jobs)\.ts$/, 'assembly'],
  [/\.(routes|pages)\.tsx?$/, 'edge'],
  [/\.driver\.ts$/, 'driver'],
  [
    /^src\/platform\/web\/(http|asked-action|known-path-router|request-context|rate-limit|body-limit|deadline|answer-fields|pages|page-form|refusal-lines)\.ts$/,
    'edge',
  ],
  [/^src\/platform\/(running\/metrics|schedule\/run-due)\.ts$/, 'edge'],
  [/^src\/platform\/door\/act(-together)?\.ts$/, 'door'],
  // These two pass the door and are shared by verbs: what must leave leaves before anybody reads; a case is
  // shown one way.
  [/^src\/(public\/public-lists\/take-down|remedy\/cases\/case-noun)\.ts$/, 'part'],
  [/\.step\.ts$/, 'part'],
  [/\.store\.ts$/, 'store'],
  [/\.(schema|table)\.ts$/, 'shape'],
  [/\.(rules|view|catalog)\.tsx?$/, 'rule'],
  [/^src\/kernel\//, 'kernel'],
  [/^src\/client\//, 'shape'],
];

const rank = (floor: Floor) => floorNames.indexOf(floor);

// A verb passes the door or opens a transaction.
const isVerb = ({ text }: SourceFile): boolean =>
  /\.transaction\(/.test(text) ||
  [...text.matchAll(/import \{([^}]*)\} from '[^']*\/door\/act(?:-together)?\.ts'/g)].some(([, names = '']) =>
    /(^|[\s,])(permit|act|look|actTogether)\b/.test(names),
  );

// A file without a suffix stands where its imports stand. One that runs stores is a verb, or a part that
// verbs share.
export const floorsOf = (files: readonly SourceFile[]): FloorOf => {
  const texts = new Map(files.map((file) => [file.path, file]));
  const known = new Map<string, Floor>();
  const rankOfImport = ({ path, isType }: Import) => {
    const found = isPackage(path) ? rank('shape') : rank(floorOf(path));
    return isType ? Math.min(found, rank('shape')) : found;
  };
  const derive = (path: string): Floor => {
    const file = texts.get(path);
    const highest = Math.max(rank('rule'), ...(file ? importsOf(file).map(rankOfImport) : []));
    if (highest <= rank('shape')) return floorNames[highest] ?? 'shape';
    return file && isVerb(file) ? 'verb' : 'part';
  };
  const floorOf: FloorOf = (path) => {
    const found = known.get(path) ?? patterns.find(([pattern]) => pattern.test(path))?.[1];
    if (found) return found;
    known.set(path, 'rule');
    known.set(path, derive(path));
    return known.get(path) ?? 'verb';
  };
  return floorOf;
};

const packages: Partial<Record<Floor, RegExp>> = {
  kernel: /^$/,
  rule: /^(hono\/jsx|uqr)$/,
  shape:
    /^(zod|@hono\/zod-openapi|drizzle-orm.*|@noble\/.*|aws4fetch|croner|ipaddr\.js|lucia|openid-client|sm-crypto-v2|otpauth\/slim|fflate|htmlparser2|openapi-fetch)$/,
  store: /^drizzle-orm.*$/,
  door: /^drizzle-orm$/,
  part: /^$/,
  verb: /^$/,
  driver: /^$/,
  edge: /^(hono(\/.*)?|@hono\/zod-openapi|zod)$/,
  assembly: /^(hono(\/.*)?|@hono\/zod-openapi)$/,
};

const isClosedFloor = (floor: Floor) => floor === 'store' || floor === 'verb';
const mayNotTouch = (path: string, floor: Floor, to: string) =>
  floor === 'edge' && /\.(store|step|table)\.ts$/.test(to) && !path.startsWith('src/platform/');

const importFault = (path: string, to: Import, floorOf: FloorOf): string | undefined => {
  const floor = floorOf(path);
  if (floor === 'entry') return undefined;
  if (isPackage(to.path))
    return (packages[floor] ?? /^$/).test(to.path) ? undefined : `the ${floor} floor may not use the package`;
  const target = floorOf(to.path);
  // Types vanish: a rule may name a shape's, a shape may name the type of a store's row or of what a part
  // gives.
  if (to.isType && rank(target) <= rank(floor === 'rule' ? 'shape' : 'part') && floor !== 'kernel')
    return undefined;
  if (path.includes('.rules.') && to.path.includes('.view.')) return 'rules draw nothing';
  if (rank(target) > rank(floor)) return `${floor} imports ${target}: imports go down only`;
  if (target === floor && isClosedFloor(floor) && !to.isType)
    return `a ${floor} never imports another ${floor}`;
  if (mayNotTouch(path, floor, to.path)) return 'an edge calls verbs, not stores or tables';
  return undefined;
};

export const floorFaults = (file: SourceFile, floorOf: FloorOf): string[] =>
  importsOf(file).flatMap((to) => {
    const fault = importFault(file.path, to, floorOf);
    return fault ? [`${file.path} → ${to.path}: ${fault} (docs/architecture.md, floors)`] : [];
  });
