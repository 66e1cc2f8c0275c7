const KB = 1024;
const MB = 1024 * KB;

export type BodyRule = { maxBytes: number; withinMs: number };

// A line of 512 kbit/s carries a megabyte in sixteen seconds, eight megabytes in two minutes.
const WITHIN_MS = 30_000;
const LARGE_WITHIN_MS = 120_000;
// Two gigabytes over a slow line; these bodies are stored while they arrive, and bounded by MAX_UPLOAD_MB.
const UPLOAD_WITHIN_MS = 2 * 3_600_000;
const STREAMED: BodyRule = { maxBytes: Number.POSITIVE_INFINITY, withinMs: UPLOAD_WITHIN_MS };

const exceptions: ReadonlyMap<string, BodyRule> = new Map([
  ['/api/v1/batches', STREAMED],
  ['/api/v1/matter-editions', STREAMED],
  ['/api/v1/matter-proposals/sheets', STREAMED],
  ['/desk/batches', STREAMED],
  ['/desk/matter-editions', STREAMED],
  ['/desk/matter-proposals/sheets', STREAMED],
  // A page or two, scanned.
  ['/desk/authorisations', { maxBytes: MB, withinMs: WITHIN_MS }],
  // Ten thousand questions.
  ['/api/v1/checks/batch', { maxBytes: 8 * MB, withinMs: LARGE_WITHIN_MS }],
]);
// A scanned page: four megabytes, a third more in base64.
const SCANNED: BodyRule = { maxBytes: 6 * MB, withinMs: LARGE_WITHIN_MS };
const SCAN_PATHS = /^\/(api\/v1|desk)\/(commitments\/\d{20}\/sign|field-reports)$/;
const JSON_BODY: BodyRule = { maxBytes: MB, withinMs: WITHIN_MS };
const FORM_BODY: BodyRule = { maxBytes: 256 * KB, withinMs: WITHIN_MS };

/**
 * How large the body of a request to this path may be and how long it may take, judged before
 * anything is known of the sender.
 */
export const bodyRuleOf = (path: string): BodyRule =>
  exceptions.get(path) ??
  (SCAN_PATHS.test(path) ? SCANNED : path.startsWith('/api/') ? JSON_BODY : FORM_BODY);

export const isStreamed = (path: string): boolean => bodyRuleOf(path) === STREAMED;
