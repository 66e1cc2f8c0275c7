import { Problem } from '../../kernel/problems.ts';

// The registry knows nothing yet of what is to come, and knew nothing before there were registers.
export const pastInstant = (asOf: string, now: Date): Date => {
  const at = new Date(asOf);
  if (Number.isNaN(at.getTime()) || at > now || at.getUTCFullYear() < 1900)
    throw asOfProblem('请填写当前或过去的时刻');
  return at;
};

export const asOfProblem = (message: string) =>
  new Problem('request.invalid', { errors: [{ pointer: '/asOf', code: 'field.as-of', message }] });
