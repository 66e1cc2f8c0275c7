import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import { operatorActor } from '../../platform/door/actor.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { isSameDigest } from './complaint.rules.ts';
import type { FollowedComplaint, FollowIn } from './complaint.schema.ts';
import { findComplaint } from './complaint.store.ts';

const NOBODYS = sha256Hex('');

// A number that was never given and a wrong code are answered alike.
// Errors: complaint.code.
export const followComplaint = (ctx: Ctx, { no, code }: FollowIn): Promise<FollowedComplaint> =>
  look({ ...ctx, actor: operatorActor('complainant') }, 'complaint.follow', async (tx) => {
    const row = await findComplaint(tx, no);
    if (!isSameDigest(row?.codeHash ?? NOBODYS, sha256Hex(code)) || !row) throw new Problem('complaint.code');
    const { state } = row;
    const value = {
      no,
      state,
      handedTo: state === 'forwarded' ? row.handedTo : null,
      by: state === 'ordered' ? row.dueOn : null,
    };
    return { value, audit: { no } };
  });
