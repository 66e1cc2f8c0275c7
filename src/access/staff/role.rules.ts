import { isKeyOf } from '../../kernel/own-keys.ts';
import type { Permission } from '../../platform/door/permissions.ts';

export type Role =
  | 'feeder'
  | 'window'
  | 'subscriber'
  | 'registrar'
  | 'auditor'
  | 'system-administrator'
  | 'security-administrator';

const dropSources: readonly Permission[] = ['source.list', 'source.add', 'source.change', 'source.remove'];
const anyAgency: readonly Permission[] = [
  'audit.witness',
  'catalog.list',
  'matter.list',
  'measure.list',
  'listing.list',
  'calendar.read',
  'session.close',
  'session.list',
  'session.end',
  'session.enrol',
  'staff.set-password',
];

// The second hand of what one security administrator gave: another one, or the auditor.
const secondHand: readonly Permission[] = ['grant.list', 'grant.confirm', 'grant.refuse'];
const sessionsOfOthers: readonly Permission[] = ['staff.sessions', 'staff.end-sessions'];

// Decisions about a listing or its publicity: the authority decides, or the registrar enters its decision.
const termsDecided: readonly Permission[] = [
  'listing.notify',
  'listing.hear',
  'listing.remove',
  'listing.revoke',
  'listing.restore',
  'listing.extend',
  'record.mark-uncorrected',
  'record.mark-corrected',
];

const reports: readonly Permission[] = ['report.make', 'report.list', 'report.show'];

// Credit repair and dispute: the window and the authority bring cases in, the
// authority and the registrar decide.
const casesIn: readonly Permission[] = [
  'repair.apply',
  'repair.list',
  'repair.show',
  'repair.supply',
  'repair.withdraw',
  'dispute.raise',
  'dispute.list',
  'dispute.show',
  'dispute.withdraw',
];
const casesDecided: readonly Permission[] = [
  ...casesIn,
  'repair.accept',
  'repair.reject',
  'repair.extend',
  'repair.grant',
  'repair.refuse',
  'repair.restore',
  'dispute.extend',
  'dispute.uphold',
  'dispute.dismiss',
  'repair.notice',
  'appeal.enter',
  'appeal.list',
  'appeal.show',
  'appeal.stay',
  'appeal.end-stay',
  'appeal.close',
];

// Two registrars, one who drafts and another who approves: that they are two is a rule of the verb.
const ruleSets: readonly Permission[] = [
  'rule-set.list',
  'rule-set.draft',
  'rule-set.simulate',
  'rule-set.approve',
  'rule-set.withdraw',
  'rule-set.roll-back',
];
const lawChanges: readonly Permission[] = [
  'change.list',
  'change.draft',
  'change.simulate',
  'change.approve',
  'change.withdraw',
];

// The permissions of each role. System, security and audit administration are three
// people (GB/T 22239-2019 level 3).
// Basis: GB/T 22239-2019 8.1.4.2
const grants: Record<Role, readonly Permission[]> = {
  feeder: [
    ...casesDecided,
    'freshness.read',
    'zero-report.file',
    'batch.submit',
    'batch.list',
    'batch.errors',
    'batch.cancel',
    'batch.confirm',
    'reconciliation.show',
    'mapping.read',
    'mapping.save',
    'mapping.remove',
    'record.read',
    'record.write',
    'record.withdraw',
    ...termsDecided,
  ],
  window: [
    ...casesIn,
    'check.run',
    'check.as-of',
    'check.list',
    'check.show',
    'check.confirm',
    'file.query',
    ...reports,
  ],
  subscriber: [
    'subscription.list',
    'subscription.create',
    'subscription.preview',
    'subscription.change',
    'subscription.remove',
    'notice.list',
    'notice.sign',
    'notice.download',
    'notice.identity',
    'feedback.give',
    'supervision.read',
    'supervision.reply',
    'feed.read',
    'feed.ack',
    'delivery.list',
    'listing.list-persons',
    'measure.ledger',
  ],
  registrar: [
    'measure.ledger',
    ...casesDecided,
    'freshness.read',
    'freshness.set',
    'batch.list',
    'reconciliation.show',
    'subject.list-duplicates',
    'subject.dismiss-duplicate',
    'subject.merge',
    'subject.undo-merge',
    'record.list-held',
    'record.admit',
    'record.refuse',
    'file.query',
    'check.as-of',
    ...reports,
    'check.list',
    'check.show',
    'check.confirm',
    ...termsDecided,
    ...lawChanges,
    ...ruleSets,
    'subscription.list',
    'subscription.create',
    'subscription.preview',
    'subscription.change',
    'subscription.remove',
    'delivery.list',
    'matter.load',
    'supervision.read',
    'supervision.issue',
    ...dropSources,
  ],
  auditor: [
    ...secondHand,
    'staff.list',
    'measure.ledger',
    'audit.read',
    'key.list',
    'restoration.list',
    'change.list',
    'rule-set.list',
    'freshness.read',
    'supervision.read',
    'file.knowledge',
    'record.read-archived',
    'check.as-of',
    'check.list',
    'check.show',
    'report.list',
    'report.show',
  ],
  'system-administrator': [
    'agency.add',
    'agency.succeed',
    'staff.add',
    'staff.list',
    'staff.reset-password',
    'staff.disable',
    'staff.enable',
    'staff.move',
    ...sessionsOfOthers,
    'delivery.list',
    'subscription.list',
    'restoration.list',
    'schedule.list',
    'schedule.run',
    ...dropSources,
  ],
  'security-administrator': [
    'key.ask',
    'key.list',
    'key.revoke',
    'staff.list',
    'staff.give-roles',
    'staff.take-roles',
    'staff.disable',
    'staff.remove-factor',
    ...sessionsOfOthers,
    ...secondHand,
  ],
};

const isRole = (role: string): role is Role => isKeyOf(grants, role);

// A right that keys have by their role, and a person of that role only by its own name.
// Basis: 个人信息保护法第六条；本市设定：成批核查须逐人授权
const byName: readonly { right: Permission; of: Role }[] = [{ right: 'check.batch', of: 'window' }];

/** The roles of a key, or of a person with the rights that were given by name. */
export const permissionsOf = (roles: readonly string[], whose: 'key' | 'person'): ReadonlySet<Permission> =>
  new Set([
    ...anyAgency,
    ...roles.filter(isRole).flatMap((role) => grants[role]),
    ...byName
      .filter(({ right, of }) => roles.includes(of) && (whose === 'key' || roles.includes(right)))
      .map(({ right }) => right),
  ]);
