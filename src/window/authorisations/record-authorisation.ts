import { dayOf } from '../../kernel/day.ts';
import { isPersonIdentifier } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import { act, permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { identified } from '../../registry/subjects/identified.rules.ts';
import { lookupsOf } from '../../registry/subjects/subject-lookup.ts';
import {
  authorisationPurpose,
  isFittingPeriod,
  SCAN_BYTES_AT_MOST,
  type ScanType,
  scanTypeOf,
} from './authorisation.rules.ts';
import type { AuthorisationIn } from './authorisation.schema.ts';
import { findAuthorisation, insertAuthorisation } from './authorisation.store.ts';
import { shownAuthorisation } from './shown-authorisation.ts';

const scanIn = (base64: string): { bytes: Uint8Array; type: ScanType } => {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const type = scanTypeOf(bytes);
  if (type === null || bytes.length > SCAN_BYTES_AT_MOST) throw new Problem('authorisation.scan');
  return { bytes, type };
};

// A person's written leave for looks by this office: the keyed index tells whose it is, and the paper is sealed.
export const recordAuthorisation = async (ctx: Ctx, input: AuthorisationIn) => {
  permit(ctx, 'authorisation.record');
  const { purpose, validFrom, validUntil } = input;
  const today = dayOf(ctx.clock.now());
  const identifier = identified(input.subject, today);
  const [lookup] = lookupsOf(ctx.vault, identifier).filter((one) => one !== null);
  if (!isPersonIdentifier(identifier.type) || !lookup) throw new Problem('authorisation.person');
  if (!isFittingPeriod(validFrom, validUntil, today)) throw new Problem('authorisation.period');
  const { bytes, type } = scanIn(input.scan);
  return act(ctx, 'authorisation.record', async (tx) => {
    const [id, digest] = [ctx.newId(), sha256Hex(bytes)];
    await insertAuthorisation(tx, {
      id,
      agencyId: ctx.actor.agency?.id ?? 0,
      subjectType: identifier.type,
      lookup,
      purpose,
      validFrom,
      validUntil,
      scanType: type,
      byteCount: bytes.length,
      digest,
      sealedScan: await ctx.vault.seal(bytes, authorisationPurpose(id)),
      recordedAt: ctx.clock.now().toISOString(),
      recordedBy: ctx.actor.by,
    });
    const made = await findAuthorisation(tx, { id, agencyId: null });
    if (!made) throw new Problem('authorisation.unknown');
    const audit = { authorisation: id, purpose, validFrom, validUntil, digest };
    return { value: shownAuthorisation(made, today), audit, events: [] };
  });
};
