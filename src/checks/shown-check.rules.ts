import type { Reason } from './check.rules.ts';

// What is repaired, revoked or past retention is never shown again to window, registrar or subject.
// Basis: 信用修复管理办法（国家发展改革委令第36号）第三条; interface.md "The check, exactly"
export const hideFallen = (reasons: readonly Reason[], fallen: ReadonlySet<string>): Reason[] =>
  reasons.map((reason) =>
    reason.ground && fallen.has(reason.ground)
      ? {
          code: 'no-longer-shown',
          text: '该项信息已依法不再展示',
          authority: null,
          documentNo: null,
          basis: reason.basis,
          since: null,
          restore: '无需办理。',
          ground: reason.ground,
        }
      : reason,
  );
