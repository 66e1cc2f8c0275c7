import type { Permission } from '../platform/permissions.ts';

export type Role =
  | 'feeder'
  | 'window'
  | 'subscriber'
  | 'registrar'
  | 'auditor'
  | 'system-administrator'
  | 'security-administrator';

const anyAgency: readonly Permission[] = [
  'catalog.list',
  'matter.list',
  'measure.list',
  'listing.list',
  'session.close',
];

// Who may what. System, security and audit administration are three people (GB/T 22239-2019 level 3).
// Basis: GB/T 22239-2019 8.1.4.2; domain.md §10.2
const grants: Record<Role, readonly Permission[]> = {
  feeder: [
    'batch.submit',
    'batch.list',
    'batch.errors',
    'batch.cancel',
    'batch.confirm',
    'record.read',
    'record.write',
    'record.withdraw',
    'listing.remove',
  ],
  window: ['check.run', 'check.list', 'check.show', 'check.confirm', 'file.query'],
  subscriber: [
    'subscription.list',
    'subscription.create',
    'subscription.change',
    'subscription.remove',
    'notice.list',
    'notice.sign',
    'notice.identity',
    'feedback.give',
    'feed.read',
    'feed.ack',
    'delivery.list',
    'listing.list-persons',
  ],
  registrar: [
    'batch.list',
    'record.list-held',
    'record.admit',
    'record.refuse',
    'file.query',
    'check.list',
    'check.show',
    'check.confirm',
    'listing.remove',
    'rule-set.list',
    'subscription.list',
    'subscription.create',
    'subscription.change',
    'subscription.remove',
    'delivery.list',
    'matter.load',
  ],
  auditor: ['audit.read', 'check.list', 'check.show'],
  'system-administrator': ['agency.add', 'staff.add', 'delivery.list', 'subscription.list'],
  'security-administrator': ['key.issue', 'key.revoke'],
};

const isRole = (role: string): role is Role => role in grants;

export const permissionsOf = (roles: readonly string[]): ReadonlySet<Permission> =>
  new Set([...anyAgency, ...roles.filter(isRole).flatMap((role) => grants[role])]);
