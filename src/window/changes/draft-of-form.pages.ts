import { type Fault, Problem } from '../../kernel/problems.ts';
import { ChangeIn } from '../../law/changes/change.schema.ts';
import { draftChange } from '../../law/changes/draft-change.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { parsed } from '../../platform/web/page-form.ts';

// A form's own names for what the draft says at a pointer.
export type FieldOf = (pointer: string) => string;

const ownFields: FieldOf = (pointer) => pointer.replace(/^\/content\//, '/');

// Drafts what a form holds; a fault is told at the form's own field.
export const draftOfForm = async (ctx: Ctx, draft: unknown, fieldOf: FieldOf = ownFields) => {
  try {
    return await draftChange(ctx, parsed(ctx, ChangeIn, draft));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const errors = error.errors.map((fault): Fault => ({ ...fault, pointer: fieldOf(fault.pointer ?? '') }));
    throw new Problem(error.code, { ...(error.detail ? { detail: error.detail } : {}), errors });
  }
};
